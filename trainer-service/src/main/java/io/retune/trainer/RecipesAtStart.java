package io.retune.trainer;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.v1.BaseModel;
import io.retune.trainer.train.fit.AdapterTrainer;
import io.retune.trainer.train.recipe.AdapterSize;
import io.retune.trainer.train.recipe.QuestionCounts;
import io.retune.trainer.train.recipe.RecipeChoice;
import io.retune.trainer.train.recipe.RecipeName;
import io.retune.trainer.train.recipe.TrainConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses to start where the adapters of a recipe in use would not fit into a record: otherwise
 * each training would run to its end for nothing.
 */
@ApplicationScoped
class RecipesAtStart {

  private final TrainConfig config;

  RecipesAtStart(TrainConfig config) {
    this.config = config;
  }

  /** After the base model is loaded. */
  void check(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1) StartupEvent start,
      BaseModel model) {
    RecipeChoice recipes =
        new RecipeChoice(config, new EvidenceRule(true), AdapterTrainer.REVISION);
    namesInUse()
        .forEach(
            name -> {
              try {
                AdapterSize.check(
                    recipes.recipe(name, new QuestionCounts(0, 0)), model.getDimension());
              } catch (IllegalArgumentException e) {
                // This kind, without a cause, is the one that Quarkus prints as one line.
                throw new ConfigurationException(
                    "base model %s: %s".formatted(model.getName(), e.getMessage()));
              }
            });
  }

  private Stream<RecipeName> namesInUse() {
    return Stream.concat(
            Stream.of(config.recipe()),
            config.collections().values().stream()
                .map(TrainConfig.CollectionConfig::recipe)
                .flatMap(Optional::stream))
        .distinct();
  }
}
