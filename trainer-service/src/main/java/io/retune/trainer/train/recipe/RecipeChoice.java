package io.retune.trainer.train.recipe;

import io.retune.schemas.v1.LlamaIndexRecipe;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.RoundTrip;
import io.retune.schemas.v1.WhitenedRecipe;
import java.util.Locale;

/**
 * Makes the recipe of a training out of the configuration and the questions at hand. Thread-safe.
 */
public final class RecipeChoice {

  private final TrainConfig config;
  private final int revision;

  /**
   * @param revision of the code that will follow the recipe
   */
  public RecipeChoice(TrainConfig config, int revision) {
    this.config = config;
    this.revision = revision;
  }

  /** The whole recipe: with the examples it decides the weights. */
  public Recipe recipe(RecipeName name, QuestionCounts counts) {
    Recipe.Builder recipe = Recipe.newBuilder().setRevision(revision).setSeed(config.seed());
    if (config.roundTrip().enabled()) {
      recipe.setRoundTrip(roundTrip(config.roundTrip()));
    }
    return switch (name) {
      case WHITENED -> recipe.setWhitened(whitened(config.whitened(), counts)).build();
      case LLAMA_INDEX -> recipe.setLlamaIndex(llamaIndex(config.llamaIndex())).build();
    };
  }

  private static RoundTrip roundTrip(RoundTripConfig config) {
    return RoundTrip.newBuilder()
        .setNodes(config.nodes())
        .addAllOrigins(
            config.origins().stream()
                .map(origin -> origin.name().toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList())
        .build();
  }

  private static WhitenedRecipe whitened(WhitenedConfig config, QuestionCounts counts) {
    WhitenedRecipe.Builder recipe =
        WhitenedRecipe.newBuilder()
            .setLambda(config.lambda())
            .setScale(config.scale())
            .setSteps(config.steps())
            .setLearningRate(config.learningRate())
            .setWarmupShare(config.warmupShare())
            .setBatchSize(config.batchSize())
            .setLocalPerOther(config.localPerReal())
            .setSoftmaxNodes(config.softmaxNodes())
            .setAlphaMinQuestions(config.alphaMinQuestions())
            .setLocalOfValidationNodes(
                switch (config.localOfValidationNodes()) {
                  case ALWAYS -> true;
                  case NEVER -> false;
                  case AUTO -> counts.validation() >= config.alphaMinQuestions();
                });
    if (config.alpha().isPresent()) {
      return recipe.setAlpha(config.alpha().get()).build();
    }
    double safe = counts.training() > 0 ? config.alphaWithReal() : config.alphaLocalOnly();
    return recipe.setAlpha(safe).addAllAlphaChoices(config.alphaChoices()).build();
  }

  private static LlamaIndexRecipe llamaIndex(LlamaIndexConfig config) {
    return LlamaIndexRecipe.newBuilder()
        .setNetwork(LlamaIndexRecipe.Network.valueOf("NETWORK_" + config.network()))
        .setBias(config.bias())
        .setEpochs(config.epochs())
        .setBatchSize(config.batchSize())
        .setOptimizer(LlamaIndexRecipe.Optimizer.valueOf("OPTIMIZER_" + config.optimizer()))
        .setLearningRate(config.learningRate())
        .setWeightDecay(config.weightDecay())
        .setWarmupShare(config.warmupShare())
        .setMaxGradientNorm(config.maxGradientNorm())
        .setScale(config.scale())
        .setHiddenFeatures(config.hiddenFeatures())
        .setActivation(LlamaIndexRecipe.Activation.valueOf("ACTIVATION_" + config.activation()))
        .setResidual(config.residual())
        .setStartVersion(config.startVersion())
        .build();
  }
}
