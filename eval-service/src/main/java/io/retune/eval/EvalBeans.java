package io.retune.eval;

import io.micrometer.core.instrument.MeterRegistry;
import io.retune.chassis.EvidenceConfig;
import io.retune.chassis.Service;
import io.retune.chassis.kafka.BaseModelLog;
import io.retune.chassis.kafka.CheckpointLog;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.TopicBaseModelLog;
import io.retune.chassis.kafka.TopicCheckpointLog;
import io.retune.chassis.lifecycle.DaemonThreads;
import io.retune.chassis.streams.LongWork;
import io.retune.eval.evaluation.EvaluationConfig;
import io.retune.eval.gate.GateConfig;
import io.retune.eval.keyword.KeywordIndexes;
import io.retune.eval.release.ReleaseConfig;
import io.retune.eval.release.RetentionConfig;
import io.retune.eval.stream.EvalTopology;
import io.retune.eval.stream.EvaluationQueues;
import io.retune.eval.stream.WaitingBoard;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.streams.Topology;

/** What this service is made of. */
final class EvalBeans {
  private EvalBeans() {}

  @Produces
  @Singleton
  static Service service() {
    return new Service(
        "eval", List.of(Topics.EMBEDDINGS, Topics.ADAPTER_CHECKPOINTS, Topics.ADAPTER_RELEASES));
  }

  @Produces
  @Singleton
  static CheckpointLog checkpointLog(KafkaClients clients, TopicNames names, ReleaseConfig config) {
    return new TopicCheckpointLog(clients, names, config.timeout());
  }

  @Produces
  @Singleton
  static BaseModelLog baseModelLog(KafkaClients clients, TopicNames names, ReleaseConfig config) {
    return new TopicBaseModelLog(clients, names, config.timeout());
  }

  @Produces
  @Singleton
  static WaitingBoard waitingBoard() {
    return new WaitingBoard();
  }

  @Produces
  @Singleton
  static KeywordIndexes keywordIndexes(EvaluationConfig config) {
    return new KeywordIndexes(config.keywordIndex());
  }

  /** Where evaluations run; one that nobody waits for any more does not keep the process alive. */
  @Produces
  @Singleton
  @Identifier("evaluation")
  static ExecutorService evaluationThreads() {
    return Executors.newCachedThreadPool(new DaemonThreads("retune-evaluation"));
  }

  static void stop(@Disposes @Identifier("evaluation") ExecutorService evaluationThreads) {
    // Not interrupted, which would break the files that they write; the stores end their reading.
    evaluationThreads.shutdown();
  }

  @Produces
  @Singleton
  static Topology topology(
      TopicNames names,
      Service service,
      EvaluationConfig evaluation,
      EvidenceConfig evidence,
      GateConfig gate,
      RetentionConfig retention,
      @Identifier("evaluation") ExecutorService evaluationThreads,
      CheckpointLog log,
      BaseModelLog baseModels,
      KeywordIndexes indexes,
      WaitingBoard board,
      MeterRegistry meters) {
    return new EvalTopology(
            names,
            service,
            evaluation,
            new EvidenceRule(evidence.languageModel()),
            gate,
            retention,
            indexes,
            new EvaluationQueues(new LongWork(evaluationThreads), new LongWork(evaluationThreads)),
            log,
            baseModels,
            board,
            meters)
        .build();
  }
}
