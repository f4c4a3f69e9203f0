package io.retune.eval.evaluation;

import io.retune.eval.ranking.Rankings;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Questions that a retriever ranks otherwise than the base model does, within the first ranks.
 *
 * @param won how many it ranks higher
 * @param lost how many it ranks lower
 * @param largest those with the largest difference of reciprocal ranks, the lost ones first
 */
public record RankChanges(int won, int lost, List<RankChange> largest) {
  /** How many of either side are kept. */
  static final int KEPT = 10;

  public RankChanges {
    largest = List.copyOf(largest);
  }

  /**
   * A question of them.
   *
   * @param baseRank from 1; 0 where it is beyond the ranks that count
   * @param rank as above
   */
  public record RankChange(QuestionKey question, int baseRank, int rank) {
    public RankChange {
      Objects.requireNonNull(question, "question");
    }

    /** Positive where it is won. */
    double difference() {
      return reciprocal(rank) - reciprocal(baseRank);
    }

    private static double reciprocal(int rank) {
      return rank == 0 ? 0 : 1.0 / rank;
    }
  }

  /**
   * Compares two rankings of the same questions.
   *
   * @param k how many ranks count
   */
  static RankChanges between(Rankings base, Rankings adapter, QuestionSet questions, int k) {
    List<RankChange> all =
        IntStream.range(0, questions.questions())
            .mapToObj(
                question ->
                    new RankChange(
                        questions.keys().get(question),
                        rank(base.of(question), questions.answers()[question], k),
                        rank(adapter.of(question), questions.answers()[question], k)))
            .toList();
    List<RankChange> won = all.stream().filter(change -> change.difference() > 0).toList();
    List<RankChange> lost = all.stream().filter(change -> change.difference() < 0).toList();
    Comparator<RankChange> worstFirst =
        Comparator.comparingDouble(RankChange::difference)
            .thenComparing(change -> change.question().questionId());
    Comparator<RankChange> bestFirst =
        Comparator.comparingDouble((RankChange change) -> -change.difference())
            .thenComparing(change -> change.question().questionId());
    return new RankChanges(
        won.size(),
        lost.size(),
        Stream.concat(
                lost.stream().sorted(worstFirst).limit(KEPT),
                won.stream().sorted(bestFirst).limit(KEPT))
            .toList());
  }

  private static int rank(int[] found, int[] answers, int k) {
    for (int place = 0; place < Math.min(k, found.length); place++) {
      int row = found[place];
      if (Arrays.stream(answers).anyMatch(answer -> answer == row)) {
        return place + 1;
      }
    }
    return 0;
  }
}
