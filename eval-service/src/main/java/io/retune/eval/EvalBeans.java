package io.retune.eval;

import io.micrometer.core.instrument.MeterRegistry;
import io.retune.chassis.EvidenceConfig;
import io.retune.chassis.Service;
import io.retune.chassis.kafka.CheckpointLog;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.TopicCheckpointLog;
import io.retune.eval.evaluation.EvaluationConfig;
import io.retune.eval.gate.GateConfig;
import io.retune.eval.release.ReleaseConfig;
import io.retune.eval.release.RetentionConfig;
import io.retune.eval.stream.EvalTopology;
import io.retune.eval.stream.WaitingBoard;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
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
  static WaitingBoard waitingBoard() {
    return new WaitingBoard();
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
      CheckpointLog log,
      WaitingBoard board,
      MeterRegistry meters) {
    return new EvalTopology(
            names,
            service,
            evaluation,
            new EvidenceRule(evidence.languageModel()),
            gate,
            retention,
            log,
            board,
            meters)
        .build();
  }
}
