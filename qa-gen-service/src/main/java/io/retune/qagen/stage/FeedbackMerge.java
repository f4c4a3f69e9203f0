package io.retune.qagen.stage;

import io.retune.qagen.feedback.QuestionForm;
import io.retune.schemas.feedback.FeedbackQuestionId;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts the questions of feedback into the record of their node. A pure function. */
final class FeedbackMerge {

  private FeedbackMerge() {}

  /**
   * The node with these questions of feedback in place of those that it has. A question that came
   * with the node, by a person or a data set, is not there twice.
   */
  static QaPairs of(QaPairs asked, List<Question> found) {
    QaPairs.Builder merged = asked.toBuilder().clearQuestions();
    Set<String> brought = new HashSet<>();
    for (Question question : asked.getQuestionsList()) {
      if (!FeedbackQuestionId.isOne(question.getQuestionId())) {
        merged.addQuestions(question);
        if (question.getOrigin() == Origin.ORIGIN_HUMAN
            || question.getOrigin() == Origin.ORIGIN_IMPORTED) {
          brought.add(QuestionForm.of(question.getText()));
        }
      }
    }
    found.stream()
        .filter(question -> !brought.contains(QuestionForm.of(question.getText())))
        .forEach(merged::addQuestions);
    return merged.build();
  }
}
