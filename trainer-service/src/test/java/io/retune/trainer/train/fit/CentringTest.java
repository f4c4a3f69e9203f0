package io.retune.trainer.train.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CentringTest {

  private static final float[] ASKED = {1, 0};
  private static final float[] LOCAL = {0, 1};
  private static final float[] UNLABELLED = {0.6f, 0.8f};

  @Test
  void countsUnlabelledQuestionsAmongTheAsked() {
    // Given
    TrainingSet set = set(30, 100, 20);

    // When
    List<float[]> questions = Centring.questions(set);

    // Then
    assertThat(questions).hasSize(50).contains(ASKED, UNLABELLED).doesNotContain(LOCAL);
  }

  @Test
  void usesLocalQuestionsWhereThereAreTooFewAsked() {
    // Given
    TrainingSet set = set(30, 100, 19);

    // When
    List<float[]> questions = Centring.questions(set);

    // Then
    assertThat(questions).hasSize(100).containsOnly(LOCAL);
  }

  @Test
  void usesTheFewAskedQuestionsWhereThereAreNoOthers() {
    // Given
    TrainingSet set = set(3, 0, 0);

    // When
    List<float[]> questions = Centring.questions(set);

    // Then
    assertThat(questions).hasSize(3).containsOnly(ASKED);
  }

  @Test
  void doesNotTrustFiftyFormsOfOneQuestion() {
    // Given: local questions that are spread by .5, and asked ones that are spread by .08
    List<float[]> local = new ArrayList<>(Collections.nCopies(50, ASKED));
    local.addAll(Collections.nCopies(50, LOCAL));
    List<float[]> flood = new ArrayList<>(Collections.nCopies(25, new float[] {0.96f, 0.28f}));
    flood.addAll(Collections.nCopies(25, new float[] {0.96f, -0.28f}));
    TrainingSet set =
        new TrainingSet(
            2,
            List.of(ASKED, LOCAL),
            List.of(QuestionGroup.local(local, new int[local.size()])),
            flood);

    // When
    List<float[]> questions = Centring.questions(set);

    // Then: 1 - .96² is less than half of .5
    assertThat(questions).containsExactlyElementsOf(local);
  }

  private static TrainingSet set(int asked, int local, int unlabelled) {
    List<QuestionGroup> groups = new ArrayList<>();
    groups.add(QuestionGroup.asked("imported", Collections.nCopies(asked, ASKED), new int[asked]));
    if (local > 0) {
      groups.add(QuestionGroup.local(Collections.nCopies(local, LOCAL), new int[local]));
    }
    return new TrainingSet(
        2, List.of(ASKED, LOCAL), groups, Collections.nCopies(unlabelled, UNLABELLED));
  }
}
