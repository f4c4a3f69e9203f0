package io.retune.qagen.stage;

import io.retune.chassis.fair.FairChannel;
import io.retune.chassis.fair.StageFailures;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.lifecycle.StopSignal;
import io.retune.schemas.TopicNames;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the channels of this package are made of. */
final class StageBeans {

  private StageBeans() {}

  @Produces
  @Singleton
  static BatchChannel.Clients clients(
      KafkaClients kafka,
      KafkaClientService channels,
      TopicNames names,
      StopSignal stop,
      StageFailures failures) {
    return new BatchChannel.Clients(
        new FairChannel.Surroundings(kafka, channels, stop, failures), names);
  }
}
