package io.retune.trainer.train.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.v1.WhitenedRecipe;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InnerSplitTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void holdsBackAThirdOfTheNodesWithAllTheirQuestionsAndThenAnother(long seed) {
    // Given
    TrainingSet set = new PlantedSet(4, 30, seed).with(3, 5);

    // When
    List<InnerSplit> splits = InnerSplit.of(set, WhitenedRecipe.getDefaultInstance(), seed);

    // Then
    Set<Integer> heldBefore = new HashSet<>();
    for (InnerSplit split : splits) {
      Set<Integer> held = Arrays.stream(split.answers()).boxed().collect(Collectors.toSet());
      assertThat(held).hasSize(10);
      assertThat(split.questions()).hasSize(30);
      assertThat(split.training().questionCount()).isEqualTo(20 * 8);
      for (QuestionGroup group : split.training().groups()) {
        assertThat(Arrays.stream(group.answers()).boxed()).doesNotContainAnyElementsOf(held);
      }
      heldBefore.addAll(held);
    }
    assertThat(heldBefore).hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void keepsLocalQuestionsOfHeldNodesWhereTheRecipeTrainsOnThoseOfValidationNodes(long seed) {
    // Given
    TrainingSet set = new PlantedSet(4, 30, seed).with(3, 5);

    // When
    List<InnerSplit> splits =
        InnerSplit.of(
            set, WhitenedRecipe.newBuilder().setLocalOfValidationNodes(true).build(), seed);

    // Then
    assertThat(splits)
        .allSatisfy(
            split -> {
              assertThat(split.training().questionCount()).isEqualTo(20 * 3 + 30 * 5);
              assertThat(Memorised.of(split.training()).questions()).hasSize(30 * 5);
            });
  }
}
