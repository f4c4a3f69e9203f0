package io.retune.trainer.embed;

import io.retune.basemodel.EmbeddingConfig;
import io.retune.chassis.fair.FairChannel;
import io.retune.chassis.fair.StageFailures;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.lifecycle.StopSignal;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the stage is made of, beside its own classes. */
final class EmbedBeans {

  private EmbedBeans() {}

  @Produces
  @Singleton
  static FairChannel.Surroundings surroundings(
      KafkaClients kafka, KafkaClientService channels, StopSignal stop, StageFailures failures) {
    return new FairChannel.Surroundings(kafka, channels, stop, failures);
  }

  @Produces
  @Singleton
  static LocalQuestionShare localQuestions(EmbeddingConfig config, CollectionSizes sizes) {
    return new LocalQuestionShare(config.localQuestionsOfNodes(), sizes);
  }
}
