package io.retune.trainer.train.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.EvidenceRule;
import io.retune.schemas.v1.LlamaIndexRecipe;
import io.retune.schemas.v1.MemoryRecipe;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.WhitenedRecipe;
import io.retune.trainer.train.TrainConfigs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipeChoiceTest {

  @Test
  void isGentleWhereAllQuestionsAreLocal() {
    // Given
    RecipeChoice choice = choice(Map.of());

    // When
    WhitenedRecipe recipe =
        choice.recipe(RecipeName.WHITENED, new QuestionCounts(0, 0)).getWhitened();

    // Then
    assertThat(recipe.getAlpha()).isEqualTo(0.5);
    assertThat(recipe.getLocalOfValidationNodes()).isFalse();
  }

  @Test
  void goesFurtherWithEvidenceAndLeavesAChoice() {
    // Given
    RecipeChoice choice = choice(Map.of());

    // When
    WhitenedRecipe recipe =
        choice.recipe(RecipeName.WHITENED, new QuestionCounts(1, 100)).getWhitened();

    // Then
    assertThat(recipe.getAlpha()).isEqualTo(0.7);
    assertThat(recipe.getAlphaChoicesList()).containsExactly(0.5, 0.7, 0.85, 1.0);
    assertThat(recipe.getLocalOfValidationNodes()).isTrue();
  }

  @Test
  void leavesNoChoiceWhereAlphaIsGiven() {
    // Given
    RecipeChoice choice = choice(Map.of("whitened.alpha", "0.9"));

    // When
    WhitenedRecipe recipe =
        choice.recipe(RecipeName.WHITENED, new QuestionCounts(500, 500)).getWhitened();

    // Then
    assertThat(recipe.getAlpha()).isEqualTo(0.9);
    assertThat(recipe.getAlphaChoicesList()).isEmpty();
  }

  @Test
  void hasAMemoryOfTheSafeStrengthWhereAnEvaluationCanTellWhatItDoes() {
    // Given
    RecipeChoice choice = choice(Map.of());

    // When
    MemoryRecipe memory =
        choice.recipe(RecipeName.WHITENED, new QuestionCounts(0, 100)).getWhitened().getMemory();

    // Then
    assertThat(memory.getBeta()).isEqualTo(0.3);
    assertThat(memory.getBetaChoicesList()).containsExactly(0.0, 0.3, 0.5);
    assertThat(memory.getQuestions()).isEqualTo(20_000);
  }

  @Test
  void hasNoMemoryUnlessItIsChosenWhereAnEvaluationCannotTellWhatItDoes() {
    // Given
    RecipeChoice choice = choice(Map.of());

    // When
    MemoryRecipe memory =
        choice.recipe(RecipeName.WHITENED, new QuestionCounts(100, 99)).getWhitened().getMemory();

    // Then
    assertThat(memory.getBeta()).isZero();
    assertThat(memory.getBetaChoicesList()).containsExactly(0.0, 0.3, 0.5);
  }

  @Test
  void leavesNoChoiceWhereBetaIsGiven() {
    // Given
    RecipeChoice choice = choice(Map.of("whitened.memory.beta", "0.4"));

    // When
    MemoryRecipe memory =
        choice.recipe(RecipeName.WHITENED, new QuestionCounts(500, 0)).getWhitened().getMemory();

    // Then
    assertThat(memory.getBeta()).isEqualTo(0.4);
    assertThat(memory.getBetaChoicesList()).isEmpty();
  }

  @Test
  void saysNothingOfAMemoryWhereNoneIsWanted() {
    // Given
    RecipeChoice choice = choice(Map.of("whitened.memory.questions", "0"));

    // When
    WhitenedRecipe recipe =
        choice.recipe(RecipeName.WHITENED, new QuestionCounts(500, 500)).getWhitened();

    // Then
    assertThat(recipe.hasMemory()).isFalse();
  }

  @Test
  void hasTheDefaultsOfLlamaIndex() {
    // Given
    RecipeChoice choice = choice(Map.of());

    // When
    Recipe recipe = choice.recipe(RecipeName.LLAMA_INDEX, new QuestionCounts(0, 0));

    // Then
    LlamaIndexRecipe llamaIndex = recipe.getLlamaIndex();
    assertThat(llamaIndex.getNetwork()).isEqualTo(LlamaIndexRecipe.Network.NETWORK_LINEAR);
    assertThat(llamaIndex.getOptimizer()).isEqualTo(LlamaIndexRecipe.Optimizer.OPTIMIZER_ADAMW);
    assertThat(llamaIndex.getLearningRate()).isEqualTo(2e-5);
    assertThat(llamaIndex.getBatchSize()).isEqualTo(10);
    assertThat(llamaIndex.getWarmupShare()).isEqualTo(0.1);
    assertThat(llamaIndex.getMaxGradientNorm()).isEqualTo(1);
    assertThat(llamaIndex.getScale()).isEqualTo(20);
    assertThat(recipe.getRevision()).isPositive();
  }

  @Test
  void knowsEveryOptionByName() {
    // Given
    RecipeChoice choice =
        choice(
            Map.of(
                "llama-index.network", "two-layer",
                "llama-index.optimizer", "sgd",
                "llama-index.activation", "leaky-relu"));

    // When
    LlamaIndexRecipe recipe =
        choice.recipe(RecipeName.LLAMA_INDEX, new QuestionCounts(0, 0)).getLlamaIndex();

    // Then
    assertThat(recipe.getNetwork()).isEqualTo(LlamaIndexRecipe.Network.NETWORK_TWO_LAYER);
    assertThat(recipe.getOptimizer()).isEqualTo(LlamaIndexRecipe.Optimizer.OPTIMIZER_SGD);
    assertThat(recipe.getActivation()).isEqualTo(LlamaIndexRecipe.Activation.ACTIVATION_LEAKY_RELU);
  }

  @Test
  void checksTheRoundTripOfALanguageModelsQuestions() {
    // Given
    RecipeChoice choice = choice(Map.of());

    // When
    Recipe recipe = choice.recipe(RecipeName.WHITENED, new QuestionCounts(0, 0));

    // Then
    assertThat(recipe.getRoundTrip().getNodes()).isEqualTo(50);
    assertThat(recipe.getRoundTrip().getOriginsList()).containsExactly("llm");
  }

  @Test
  void checksTheRoundTripOfWhatItIsTold() {
    // Given
    RecipeChoice all = choice(Map.of("round-trip.origins", "local,llm"));
    RecipeChoice none = choice(Map.of("round-trip.enabled", "false"));
    QuestionCounts counts = new QuestionCounts(0, 0);

    // When
    List<Recipe> recipes =
        List.of(
            all.recipe(RecipeName.LLAMA_INDEX, counts),
            none.recipe(RecipeName.LLAMA_INDEX, counts));

    // Then
    assertThat(recipes.get(0).getRoundTrip().getOriginsList()).containsExactly("llm", "local");
    assertThat(recipes.get(1).hasRoundTrip()).isFalse();
  }

  @Test
  void letsACollectionDifferInWhatItNamesOnly() {
    // Given
    TrainConfig config =
        TrainConfigs.with(
            Map.of(
                "quiet", "20s",
                "collections.\"a.b\".recipe", "llama-index",
                "collections.\"a.b\".age", "1h"));

    // When
    TrainPolicy policy = TrainPolicy.of(config, "a.b");

    // Then
    assertThat(policy.recipe()).isEqualTo(RecipeName.LLAMA_INDEX);
    assertThat(policy.age()).isEqualTo(Duration.ofHours(1));
    assertThat(policy.quiet()).isEqualTo(Duration.ofSeconds(20));
    assertThat(TrainPolicy.of(config, "other").recipe()).isEqualTo(RecipeName.WHITENED);
  }

  @Test
  void saysInTheRecipeThatALanguageModelsQuestionsAreNoEvidence() {
    // Given
    RecipeChoice choice = new RecipeChoice(TrainConfigs.with(Map.of()), new EvidenceRule(false), 1);

    // When
    Recipe recipe = choice.recipe(RecipeName.WHITENED, new QuestionCounts(0, 0));

    // Then
    assertThat(recipe.getLlmIsNoEvidence()).isTrue();
    assertThat(RecipeChoice.ruleOf(recipe)).isEqualTo(new EvidenceRule(false));
    assertThat(RecipeChoice.ruleOf(Recipe.getDefaultInstance())).isEqualTo(new EvidenceRule(true));
  }

  private static RecipeChoice choice(Map<String, String> settings) {
    return new RecipeChoice(TrainConfigs.with(settings), new EvidenceRule(true), 1);
  }
}
