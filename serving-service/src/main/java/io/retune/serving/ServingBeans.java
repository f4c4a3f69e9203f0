package io.retune.serving;

import io.micrometer.core.instrument.MeterRegistry;
import io.retune.chassis.Service;
import io.retune.chassis.kafka.CheckpointLog;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.TopicCheckpointLog;
import io.retune.schemas.TopicNames;
import io.retune.schemas.v1.BaseModel;
import io.retune.serving.queue.EmbeddingQueue;
import io.retune.serving.queue.QueueConfig;
import io.retune.serving.release.AdapterStore;
import io.retune.serving.release.ReleaseConfig;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** What this service is made of. */
final class ServingBeans {
  private ServingBeans() {}

  /** It writes nothing, so it has no dead letters: a release that it cannot serve is an error. */
  @Produces
  @Singleton
  static Service service() {
    return new Service("serving", List.of());
  }

  @Produces
  @Singleton
  static CheckpointLog checkpointLog(KafkaClients clients, TopicNames names, ReleaseConfig config) {
    return new TopicCheckpointLog(clients, names, config.readTimeout());
  }

  @Produces
  @Singleton
  static AdapterStore adapters(CheckpointLog log, BaseModel baseModel, ReleaseConfig config) {
    return new AdapterStore(
        log,
        baseModel.getFingerprint(),
        config.adapterMemory().asLongValue(),
        config.readTimeout());
  }

  @Produces
  @Singleton
  static EmbeddingQueue queue(QueueConfig config, MeterRegistry meters) {
    EmbeddingQueue queue =
        new EmbeddingQueue(
            config.parallelCalls().orElse(Runtime.getRuntime().availableProcessors()),
            config.maxWaitingTokens());
    meters.gauge("retune.serving.waiting.tokens", queue, EmbeddingQueue::waitingTokens);
    return queue;
  }

  static void stop(@Disposes EmbeddingQueue queue) {
    queue.close();
  }
}
