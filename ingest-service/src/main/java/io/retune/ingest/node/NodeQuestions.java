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

  private final List<Question> questions = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private final Set<String> unplaced = new LinkedHashSet<>();

  NodeQuestions(List<AnsweredQuestion> questions) {
    for (AnsweredQuestion answered : questions) {
      this.questions.add(answered.getQuestion().toBuilder().clearVector().build());
      answers.add(squeezed(answered.getAnswer()));
      unplaced.add(answered.getQuestion().getQuestionId());
    }
  }

  /** In the order of the document's questions, without vectors. */
  List<Question> answeredBy(String text) {
    if (questions.isEmpty()) {
      return List.of();
    }
    String searched = squeezed(text);
    List<Question> answered = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      String answer = answers.get(i);
      if (!answer.isEmpty() && searched.contains(answer)) {
        answered.add(questions.get(i));
        unplaced.remove(questions.get(i).getQuestionId());
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
