package io.retune.trainer.train.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.v1.LlamaIndexRecipe;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.Sample;
import io.retune.schemas.v1.WhitenedRecipe;
import org.junit.jupiter.api.Test;

class SampleRuleTest {

  private static final Recipe WHITENED =
      Recipe.newBuilder()
          .setWhitened(
              WhitenedRecipe.newBuilder()
                  .setSteps(300)
                  .setBatchSize(256)
                  .setLocalPerOther(3)
                  .setSoftmaxNodes(10_000))
          .build();

  @Test
  void takesAllOfWhatAFitSeesAnyway() {
    // Given
    int steps = 300;

    // When
    var sample = SampleRule.of(WHITENED, steps * 64, steps * 192, 10_000, 10_000);

    // Then
    assertThat(sample).isEmpty();
  }

  @Test
  void takesAsManyQuestionsOfEitherKindAsTheStepsHave() {
    // Given
    int oneMore = 300 * 64 + 1;

    // When
    var sample = SampleRule.of(WHITENED, oneMore, 1, 2, 0);

    // Then
    assertThat(sample).contains(sample(19_200, 57_600));
  }

  @Test
  void givesTheOnlyKindTheWholeBatch() {
    // Given
    int local = 300 * 256;

    // When
    var sample = SampleRule.of(WHITENED, 0, local + 1, 2, 0);

    // Then
    assertThat(sample).contains(sample(0, local));
    assertThat(SampleRule.of(WHITENED, 0, local, 2, 0)).isEmpty();
  }

  @Test
  void takesASampleOfNodesAndOfUnlabelledQuestionsAboveTheSizeOfTheSoftmax() {
    // Given
    int above = 10_001;

    // When
    var ofNodes = SampleRule.of(WHITENED, 0, 5, above, 0);
    var ofUnlabelled = SampleRule.of(WHITENED, 0, 5, 2, above);

    // Then
    assertThat(ofNodes).isEqualTo(ofUnlabelled).contains(sample(0, 76_800));
  }

  @Test
  void takesAllForTheRecipeOfLlamaIndexWhichSeesEachQuestionInEachEpoch() {
    // Given
    Recipe recipe =
        Recipe.newBuilder().setLlamaIndex(LlamaIndexRecipe.getDefaultInstance()).build();

    // When
    var sample = SampleRule.of(recipe, 1_000_000, 1_000_000, 1_000_000, 1_000_000);

    // Then
    assertThat(sample).isEmpty();
    assertThat(SampleRule.most(recipe)).isEqualTo(Sample.getDefaultInstance());
  }

  private static Sample sample(int asked, int local) {
    return Sample.newBuilder()
        .setAskedQuestions(asked)
        .setLocalQuestions(local)
        .setNodes(10_000)
        .setUnlabelledQuestions(10_000)
        .build();
  }
}
