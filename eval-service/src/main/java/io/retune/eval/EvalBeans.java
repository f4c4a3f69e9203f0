package io.retune.eval;

import io.micrometer.core.instrument.MeterRegistry;
import io.retune.chassis.Service;
import io.retune.chassis.streams.StreamsFailure;
import io.retune.eval.evaluation.EvaluationConfig;
import io.retune.eval.gate.GateConfig;
import io.retune.eval.release.CheckpointLog;
import io.retune.eval.release.KafkaCheckpointLog;
import io.retune.eval.release.ReleaseConfig;
import io.retune.eval.release.RetentionConfig;
import io.retune.eval.stream.EvalTopology;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

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
  static CheckpointLog checkpointLog(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      TopicNames names,
      ReleaseConfig config) {
    return new KafkaCheckpointLog(kafka, names, config.timeout());
  }

  @Produces
  @Singleton
  static StreamsUncaughtExceptionHandler streamsFailure() {
    return new StreamsFailure();
  }

  @Produces
  @Singleton
  static Topology topology(
      TopicNames names,
      Service service,
      EvaluationConfig evaluation,
      GateConfig gate,
      RetentionConfig retention,
      CheckpointLog log,
      MeterRegistry meters) {
    return new EvalTopology(names, service, evaluation, gate, retention, log, meters).build();
  }
}
