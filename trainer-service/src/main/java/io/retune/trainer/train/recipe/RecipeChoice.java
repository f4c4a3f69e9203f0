package io.retune.trainer.train.recipe;

import io.retune.schemas.EvidenceRule;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.v1.LlamaIndexRecipe;
import io.retune.schemas.v1.MemoryRecipe;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.RoundTrip;
import io.retune.schemas.v1.WhitenedRecipe;

/**
 * Makes the recipe of a training out of the configuration and the questions at hand. Thread-safe.
 */
public final class RecipeChoice {

  private final TrainConfig config;
  private final EvidenceRule rule;
  private final int revision;

  /**
   * @param rule which questions a blend may be chosen by
   * @param revision of the code that will follow the recipe
   */
  public RecipeChoice(TrainConfig config, EvidenceRule rule, int revision) {
    this.config = config;
    this.rule = rule;
    this.revision = revision;
  }

  /** Which questions are evidence in the recipes made here. */
  public EvidenceRule rule() {
    return rule;
  }

  /** The rule of a recipe that was made here or earlier. */
  public static EvidenceRule ruleOf(Recipe recipe) {
    return new EvidenceRule(!recipe.getLlmIsNoEvidence());
  }

  /**
   * The whole recipe: with the examples it decides the weights.
   *
   * @param counts by {@link #rule}
   */
  public Recipe recipe(RecipeName name, QuestionCounts counts) {
    Recipe.Builder recipe = Recipe.newBuilder().setRevision(revision).setSeed(config.seed());
    if (config.roundTrip().enabled()) {
      recipe.setRoundTrip(roundTrip(config.roundTrip()));
    }
    return switch (name) {
      case WHITENED ->
          recipe
              .setWhitened(whitened(config.whitened(), counts))
              .setLlmIsNoEvidence(!rule.languageModelCounts())
              .build();
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
                          case LLM -> QuestionClass.LLM.wireName();
                          case LOCAL -> QuestionClass.LOCAL.wireName();
                        })
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
            .setLocalPerOther(config.localPerOther())
            .setSoftmaxNodes(config.softmaxNodes())
            .setAlphaMinQuestions(config.alphaMinQuestions())
            .setLocalOfValidationNodes(
                switch (config.localOfValidationNodes()) {
                  case ALWAYS -> true;
                  case NEVER -> false;
                  case AUTO -> counts.validation() >= config.alphaMinQuestions();
                });
    if (config.memory().questions() > 0) {
      recipe.setMemory(memory(config.memory(), recipe.getLocalOfValidationNodes()));
    }
    if (config.alpha().isPresent()) {
      return recipe.setAlpha(config.alpha().get()).build();
    }
    double safe = counts.training() > 0 ? config.alphaWithEvidence() : config.alphaLocalOnly();
    return recipe.setAlpha(safe).addAllAlphaChoices(config.alphaChoices()).build();
  }

  /**
   * Without the local questions of validation nodes the evaluation sees queries drawn away from
   * those nodes and nothing of what a memory is good for: there it takes evidence to have one.
   */
  private static MemoryRecipe memory(MemoryConfig config, boolean ofAllNodes) {
    MemoryRecipe.Builder recipe =
        MemoryRecipe.newBuilder()
            .setQuestions(config.questions())
            .setNearest(config.nearest())
            .setTemperature(config.temperature());
    if (config.beta().isPresent()) {
      return recipe.setBeta(config.beta().get()).build();
    }
    return recipe
        .setBeta(ofAllNodes ? config.safeBeta() : 0)
        .addAllBetaChoices(config.betaChoices())
        .build();
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
