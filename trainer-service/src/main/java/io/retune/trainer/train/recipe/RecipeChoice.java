package io.retune.trainer.train.config;

import io.retune.schemas.v1.LlamaIndexRecipe;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.RoundTrip;
import io.retune.schemas.v1.WhitenedRecipe;
import io.retune.trainer.train.examples.Evidence;
import io.retune.trainer.train.examples.OriginNames;
import io.retune.trainer.train.fit.AdapterTrainer;

/** Makes the recipe of a training out of the configuration and the questions at hand. */
public final class RecipeChoice {

  private final TrainConfig config;

  public RecipeChoice(TrainConfig config) {
    this.config = config;
  }

  public Recipe recipe(RecipeName name, Evidence evidence) {
    Recipe.Builder recipe =
        Recipe.newBuilder().setRevision(AdapterTrainer.REVISION).setSeed(config.seed());
    if (config.roundTrip().enabled()) {
      recipe.setRoundTrip(roundTrip(config.roundTrip()));
    }
    return switch (name) {
      case WHITENED -> recipe.setWhitened(whitened(config.whitened(), evidence)).build();
      case LLAMA_INDEX -> recipe.setLlamaIndex(llamaIndex(config.llamaIndex())).build();
    };
  }

  private static RoundTrip roundTrip(RoundTripConfig config) {
    return RoundTrip.newBuilder()
        .setNodes(config.nodes())
        .addAllOrigins(
            config.origins().stream()
                .map(
                    origin ->
                        switch (origin) {
                          case LLM -> OriginNames.of(Origin.ORIGIN_LLM);
                          case LOCAL -> OriginNames.of(Origin.ORIGIN_LOCAL);
                        })
                .distinct()
                .sorted()
                .toList())
        .build();
  }

  private static WhitenedRecipe whitened(WhitenedConfig config, Evidence evidence) {
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
                  case AUTO -> evidence.realValidationQuestions() >= config.alphaMinQuestions();
                });
    if (config.alpha().isPresent()) {
      return recipe.setAlpha(config.alpha().get()).build();
    }
    double safe =
        evidence.realTrainingQuestions() > 0 ? config.alphaWithReal() : config.alphaLocalOnly();
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
