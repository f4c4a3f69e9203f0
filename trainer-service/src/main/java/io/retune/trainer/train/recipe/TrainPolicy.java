package io.retune.trainer.train.recipe;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * When and how one collection is trained.
 *
 * @param newExamples from which on a new version is trained
 * @param age of the first example not trained on from which on a new version is trained
 * @param quiet time without examples after which a new version is trained
 * @param minExamples fewer are never trained on
 * @param refit whether a promoted version is trained once more on all nodes
 */
public record TrainPolicy(
    RecipeName recipe,
    long newExamples,
    Duration age,
    Duration quiet,
    int minExamples,
    boolean refit) {

  public TrainPolicy {
    Objects.requireNonNull(recipe, "recipe");
    Objects.requireNonNull(age, "age");
    Objects.requireNonNull(quiet, "quiet");
  }

  /** The policy of a collection: its own settings, and the common ones where it has none. */
  public static TrainPolicy of(TrainConfig config, String collection) {
    TrainConfig.TriggerConfig common = config.triggers();
    Optional<TrainConfig.CollectionConfig> own =
        Optional.ofNullable(config.collections().get(collection));
    return new TrainPolicy(
        own.flatMap(TrainConfig.CollectionConfig::recipe).orElse(config.recipe()),
        own.flatMap(TrainConfig.CollectionConfig::newExamples).orElse(common.newExamples()),
        own.flatMap(TrainConfig.CollectionConfig::age).orElse(common.age()),
        own.flatMap(TrainConfig.CollectionConfig::quiet).orElse(common.quiet()),
        own.flatMap(TrainConfig.CollectionConfig::minExamples).orElse(common.minExamples()),
        own.flatMap(TrainConfig.CollectionConfig::refit).orElse(common.refit()));
  }
}
