package io.retune.trainer.train.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CentringTest {

  private static final float[] REAL = {1, 0};
  private static final float[] LOCAL = {0, 1};
  private static final float[] UNLABELLED = {0.6f, 0.8f};

  @Test
  void countsUnlabelledQuestionsAmongTheReal() {
    // Given
    TrainingSet set = set(30, 100, 20);

    // When
    List<float[]> questions = Centring.questions(set);

    // Then
    assertThat(questions).hasSize(50).contains(REAL, UNLABELLED).doesNotContain(LOCAL);
  }

  @Test
  void usesLocalQuestionsWhereThereAreTooFewReal() {
    // Given
    TrainingSet set = set(30, 100, 19);

    // When
    List<float[]> questions = Centring.questions(set);

    // Then
    assertThat(questions).hasSize(100).containsOnly(LOCAL);
  }

  @Test
  void usesTheFewRealQuestionsWhereThereAreNoOthers() {
    // Given
    TrainingSet set = set(3, 0, 0);

    // When
    List<float[]> questions = Centring.questions(set);

    // Then
    assertThat(questions).hasSize(3).containsOnly(REAL);
  }

  private static TrainingSet set(int real, int local, int unlabelled) {
    List<QuestionGroup> groups = new ArrayList<>();
    groups.add(new QuestionGroup("imported", true, Collections.nCopies(real, REAL), new int[real]));
    if (local > 0) {
      groups.add(
          new QuestionGroup("local", false, Collections.nCopies(local, LOCAL), new int[local]));
    }
    return new TrainingSet(
        2, List.of(REAL, LOCAL), groups, Collections.nCopies(unlabelled, UNLABELLED));
  }
}
