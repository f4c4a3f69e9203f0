package io.retune.trainer;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Unremovable;
import io.retune.chassis.EvidenceConfig;
import io.retune.chassis.Service;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.TopicCheckpointLog;
import io.retune.chassis.lifecycle.DaemonThreads;
import io.retune.chassis.streams.LongWork;
import io.retune.chassis.trace.StageTraces;
import io.retune.embedding.BaseEmbeddingModel;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.trainer.embed.EmbedGroup;
import io.retune.trainer.train.fit.AdapterTrainer;
import io.retune.trainer.train.fit.RoundTripCheck;
import io.retune.trainer.train.fit.TorchEngine;
import io.retune.trainer.train.recipe.RecipeChoice;
import io.retune.trainer.train.recipe.TrainConfig;
import io.retune.trainer.train.stream.CollectionTraining;
import io.retune.trainer.train.stream.TrainTopology;
import io.retune.trainer.train.stream.TrainingBoard;
import io.retune.trainer.train.upstream.Upstream;
import io.retune.trainer.train.upstream.UpstreamReader;
import io.retune.trainer.train.upstream.WatchedUpstream;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.Topology;

/** What the two stages are made of. */
final class TrainerBeans {

  /** Shorter than the shortest sensible quiet time, longer than the time between two checks. */
  private static final Duration UPSTREAM_FRESH = Duration.ofSeconds(3);

  private TrainerBeans() {}

  @Produces
  @Singleton
  static Service service() {
    return new Service(
        "trainer",
        List.of(Topics.QA_PAIRS, Topics.EMBEDDINGS, Topics.EVALUATION_REPORTS, Topics.REQUESTS));
  }

  // --- The embedding stage ---

  /** Settings of the channel that reads {@code qa-pairs}. */
  @Produces
  @Singleton
  @Unremovable
  @Identifier("embed")
  static Map<String, Object> consumer(BaseEmbeddingModel model, TopicNames names) {
    return Map.of(ConsumerConfig.GROUP_ID_CONFIG, EmbedGroup.of(model, names));
  }

  // --- The training stage ---

  /** One fit at a time: two would take twice the memory, and PyTorch runs one anyway. */
  @Produces
  @Singleton
  @Identifier("fit")
  static ExecutorService fitThread() {
    return Executors.newSingleThreadExecutor(new DaemonThreads("retune-fit"));
  }

  static void stop(@Disposes @Identifier("fit") ExecutorService fitThread) {
    // Without an interrupt: it would look like a fit that failed.
    fitThread.shutdown();
  }

  @Produces
  @Singleton
  @Identifier("upstream")
  static ExecutorService upstreamThread() {
    return Executors.newSingleThreadExecutor(new DaemonThreads("retune-upstream"));
  }

  static void stopLooking(@Disposes @Identifier("upstream") ExecutorService upstreamThread) {
    upstreamThread.shutdown();
  }

  @Produces
  @Singleton
  static Upstream upstream(
      KafkaClients clients,
      TopicNames names,
      BaseEmbeddingModel model,
      @Identifier("upstream") ExecutorService upstreamThread) {
    UpstreamReader reader = new UpstreamReader(clients, names, EmbedGroup.of(model, names));
    return new WatchedUpstream(reader, upstreamThread, Clock.systemUTC(), UPSTREAM_FRESH);
  }

  @Produces
  @Singleton
  static TrainingBoard board() {
    return new TrainingBoard();
  }

  @Produces
  @Singleton
  static Topology topology(
      TopicNames names,
      Service service,
      TrainConfig config,
      EvidenceConfig evidence,
      KafkaClients clients,
      Upstream upstream,
      @Identifier("fit") ExecutorService fitThread,
      TrainingBoard board,
      MeterRegistry meters,
      StageTraces traces) {
    TorchEngine torch = new TorchEngine();
    TopicCheckpointLog log = new TopicCheckpointLog(clients, names, config.readTimeout());
    return new TrainTopology(
            names,
            service,
            config,
            new CollectionTraining(
                new AdapterTrainer(torch),
                new RoundTripCheck(torch),
                new RecipeChoice(
                    config, new EvidenceRule(evidence.languageModel()), AdapterTrainer.REVISION),
                log,
                Runtime.getRuntime().maxMemory() / 2),
            log,
            upstream,
            new LongWork(fitThread),
            board,
            meters,
            traces)
        .build();
  }
}
