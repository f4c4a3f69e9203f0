package io.retune.trainer.embed;

import io.retune.basemodel.EmbeddingConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the stage is made of, beside its own classes. */
final class EmbedBeans {

  private EmbedBeans() {}

  @Produces
  @Singleton
  static LocalQuestionShare localQuestions(EmbeddingConfig config, CollectionSizes sizes) {
    return new LocalQuestionShare(config.localQuestionsOfNodes(), sizes);
  }
}
