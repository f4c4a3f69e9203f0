package io.retune.ingest.node;

import io.retune.schemas.v1.AnsweredQuestion;
import io.retune.schemas.v1.Question;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds, for the questions that came with a document, the nodes that answer them: those that have
 * the words of the answer. Spaces do not count. For one document; not thread-safe.
 */
final class NodeQuestions {
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

  private final List<AnsweredQuestion> questions;
  private final Set<String> unplaced = new LinkedHashSet<>();

  NodeQuestions(List<AnsweredQuestion> questions) {
    this.questions = List.copyOf(questions);
    questions.forEach(question -> unplaced.add(question.getQuestion().getQuestionId()));
  }

  /** In the order of the document's questions, without vectors. */
  List<Question> answeredBy(String text) {
    if (questions.isEmpty()) {
      return List.of();
    }
    String searched = squeezed(text);
    List<Question> answered = new ArrayList<>();
    for (AnsweredQuestion question : questions) {
      String answer = squeezed(question.getAnswer());
      if (!answer.isEmpty() && searched.contains(answer)) {
        answered.add(question.getQuestion().toBuilder().clearVector().build());
        unplaced.remove(question.getQuestion().getQuestionId());
      }
    }
    return answered;
  }

  /** The ids of the questions that no node so far has answered. */
  Set<String> unplaced() {
    return Set.copyOf(unplaced);
  }

  private static String squeezed(String text) {
    return SPACE.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll("");
  }
}
