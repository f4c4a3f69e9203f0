package io.retune.trainer.train;

import io.micrometer.core.instrument.MeterRegistry;
import io.retune.chassis.Service;
import io.retune.chassis.streams.StreamsFailure;
import io.retune.schemas.TopicNames;
import io.retune.trainer.train.config.RecipeChoice;
import io.retune.trainer.train.config.TrainConfig;
import io.retune.trainer.train.fit.AdapterTrainer;
import io.retune.trainer.train.fit.RoundTripCheck;
import io.retune.trainer.train.fit.TorchEngine;
import io.retune.trainer.train.stream.CollectionBoard;
import io.retune.trainer.train.stream.CollectionTraining;
import io.retune.trainer.train.stream.KafkaCheckpointLog;
import io.retune.trainer.train.stream.TrainRequests;
import io.retune.trainer.train.stream.TrainTopology;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

/** What training is made of. */
final class TrainStage {

  private TrainStage() {}

  @Produces
  @Singleton
  static TrainRequests requests() {
    return new TrainRequests();
  }

  @Produces
  @Singleton
  static CollectionBoard board() {
    return new CollectionBoard();
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
      TrainConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      TrainRequests requests,
      CollectionBoard board,
      MeterRegistry meters) {
    TorchEngine torch = new TorchEngine();
    return new TrainTopology(
            names,
            service,
            config,
            new CollectionTraining(
                new AdapterTrainer(torch),
                new RoundTripCheck(torch),
                new RecipeChoice(config),
                new KafkaCheckpointLog(kafka, names, config.readTimeout())),
            requests,
            board,
            meters)
        .build();
  }
}
