package io.retune.qagen.feedback.stream;

import io.retune.qagen.feedback.PairEvidence;
import io.retune.qagen.feedback.QuestionForm;
import io.retune.schemas.feedback.FeedbackQuestionId;
import io.retune.schemas.v1.FeedbackQuestion;
import io.retune.schemas.v1.FeedbackQuestions;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Question;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the records of {@code feedback-questions} out of answers. Pure functions. */
final class FoundQuestions {
  /** Of one node; one that answers more is a list of contents, or clicked by a machine. */
  static final int MAX_OF_A_NODE = 20;

  /** Thumbs before clicks, then by how far beyond what ranks explain, then always the same. */
  private static final Comparator<PairEvidence> CLEAREST =
      Comparator.<PairEvidence>comparingInt(pair -> pair.thumbsDown() - pair.thumbsUp())
          .thenComparing(Comparator.comparingDouble(PairEvidence::ratio).reversed())
          .thenComparing(pair -> QuestionForm.of(pair.question()))
          .thenComparing(PairEvidence::node);

  private FoundQuestions() {}

  /**
   * The questions of each node.
   *
   * @param most of all nodes; those with the clearest feedback are taken
   */
  static SortedMap<String, FeedbackQuestions> of(List<PairEvidence> answers, int most) {
    SortedMap<String, FeedbackQuestions.Builder> byNode = new TreeMap<>();
    Map<String, Integer> ofNode = new HashMap<>();
    int taken = 0;
    for (PairEvidence answer : answers.stream().sorted(CLEAREST).toList()) {
      if (taken < most && ofNode.getOrDefault(answer.node(), 0) < MAX_OF_A_NODE) {
        byNode
            .computeIfAbsent(answer.node(), first -> FeedbackQuestions.newBuilder())
            .addQuestions(question(answer));
        ofNode.merge(answer.node(), 1, Integer::sum);
        taken++;
      }
    }
    SortedMap<String, FeedbackQuestions> found = new TreeMap<>();
    byNode.forEach((node, questions) -> found.put(node, questions.build()));
    return found;
  }

  /** Whether both hold the same questions; what they were found by changes all the time. */
  static boolean areSame(FeedbackQuestions one, FeedbackQuestions other) {
    return ids(one).equals(ids(other));
  }

  private static List<String> ids(FeedbackQuestions questions) {
    return questions.getQuestionsList().stream()
        .map(each -> each.getQuestion().getQuestionId())
        .sorted()
        .toList();
  }

  private static FeedbackQuestion question(PairEvidence answer) {
    return FeedbackQuestion.newBuilder()
        .setQuestion(
            Question.newBuilder()
                .setQuestionId(
                    FeedbackQuestionId.of(answer.node(), QuestionForm.of(answer.question())))
                .setText(answer.question())
                .setOrigin(Origin.ORIGIN_HUMAN)
                .setGenerator(answer.thumbsUp() > answer.thumbsDown() ? "thumbs" : "clicks"))
        .setShown(answer.shown())
        .setClicks(answer.clicks())
        .setExpectedClicks(answer.expected())
        .setPeople(answer.people())
        .setThumbsUp(answer.thumbsUp())
        .setThumbsDown(answer.thumbsDown())
        .putAllClicksByVersion(answer.clicksByVersion())
        .build();
  }
}
