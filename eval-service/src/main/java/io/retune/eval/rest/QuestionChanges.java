package io.retune.eval.rest;

import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.QuestionSetResult;
import io.retune.schemas.v1.RankChange;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Questions that a version won and lost against the base model, within the first 10 ranks.
 *
 * @param questionSet that was decided on, such as {@code evidence}; empty where there was none
 * @param questions of it
 * @param won how many the version ranks higher
 * @param lost how many it ranks lower
 * @param textHidden whether texts are left out
 * @param changes those with the largest differences, the lost ones first; none in reports of an
 *     earlier release, and of all but the last 20 versions
 */
public record QuestionChanges(
    String questionSet,
    int questions,
    int won,
    int lost,
    boolean textHidden,
    List<Change> changes) {
  private static final int TEXT = 300;

  public QuestionChanges {
    changes = List.copyOf(changes);
  }

  /**
   * A question of them.
   *
   * @param question its text; this and the next are absent where texts are hidden, the node is
   *     gone, or another instance has the collection
   * @param node the beginning of the text of a node that answers it
   * @param baseRank of the first node that answers it; absent beyond the first 10
   * @param rank as above, by the version
   */
  public record Change(
      String questionId,
      String nodeId,
      Optional<String> question,
      Optional<String> node,
      Optional<Integer> baseRank,
      Optional<Integer> rank) {}

  static final QuestionChanges NONE = new QuestionChanges("", 0, 0, 0, false, List.of());

  static QuestionChanges of(
      QuestionSetResult result,
      boolean textHidden,
      Function<String, Optional<Embeddings>> examples) {
    return new QuestionChanges(
        result.getQuestionSet(),
        result.getQuestions(),
        result.getWon(),
        result.getLost(),
        textHidden,
        result.getChangesList().stream()
            .map(
                change ->
                    of(change, textHidden ? Optional.empty() : examples.apply(change.getNodeId())))
            .toList());
  }

  private static Change of(RankChange change, Optional<Embeddings> example) {
    return new Change(
        change.getQuestionId(),
        change.getNodeId(),
        example.flatMap(
            known ->
                known.getQuestionsList().stream()
                    .filter(question -> question.getQuestionId().equals(change.getQuestionId()))
                    .map(Question::getText)
                    .findFirst()),
        example.map(known -> beginning(known.getNode().getText())),
        rank(change.getBaseRank()),
        rank(change.getRank()));
  }

  private static Optional<Integer> rank(int rank) {
    return rank == 0 ? Optional.empty() : Optional.of(rank);
  }

  private static String beginning(String text) {
    return text.length() <= TEXT ? text : text.substring(0, TEXT) + "…";
  }
}
