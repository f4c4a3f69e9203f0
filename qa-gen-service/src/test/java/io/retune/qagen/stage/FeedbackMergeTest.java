package io.retune.qagen.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedbackMergeTest {
  private static final Question LOCAL = question("l", "the tide", Origin.ORIGIN_LOCAL);
  private static final Question FOUND = question("feedback-1", "When?", Origin.ORIGIN_HUMAN);

  @Test
  void addsWhatWasFoundAndTakesBackWhatIsNotFoundAnyMore() {
    // Given
    QaPairs before = pairs(LOCAL, question("feedback-0", "Why?", Origin.ORIGIN_HUMAN));

    // When
    QaPairs merged = FeedbackMerge.of(before, List.of(FOUND));

    // Then
    assertThat(merged).isEqualTo(pairs(LOCAL, FOUND));
  }

  @Test
  void doesNotAskTwiceWhatCameWithTheNode() {
    // Given
    QaPairs before = pairs(question("person-1", "when? ", Origin.ORIGIN_HUMAN), LOCAL);

    // When
    QaPairs merged = FeedbackMerge.of(before, List.of(FOUND));

    // Then
    assertThat(merged).isEqualTo(before);
  }

  @Test
  void doesTheSameASecondTime() {
    // Given
    QaPairs once = FeedbackMerge.of(pairs(LOCAL), List.of(FOUND));

    // When
    QaPairs twice = FeedbackMerge.of(once, List.of(FOUND));

    // Then
    assertThat(twice).isEqualTo(once);
  }

  private static QaPairs pairs(Question... questions) {
    return QaPairs.newBuilder()
        .setNode(Node.newBuilder().setNodeId("n"))
        .addAllQuestions(List.of(questions))
        .build();
  }

  private static Question question(String id, String text, Origin origin) {
    return Question.newBuilder().setQuestionId(id).setText(text).setOrigin(origin).build();
  }
}
