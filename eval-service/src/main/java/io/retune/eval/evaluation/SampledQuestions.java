package io.retune.eval.evaluation;

import io.retune.schemas.QuestionClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects the questions of one group up to a number: those of the lowest hashes, which is the same
 * sample in any order of arrival. A question that also belongs to a node which is not asked about
 * is left out: it may have been trained on. Not thread-safe.
 */
final class SampledQuestions {
  private final int max;
  private final TreeMap<Place, Collected> kept = new TreeMap<>();
  private final Set<String> excluded = new HashSet<>();
  private final Set<String> leftOut = new HashSet<>();

  SampledQuestions(int max) {
    this.max = max;
  }

  /**
   * Takes a question; one that comes again under another class keeps the first of the classes, in
   * the order of {@link QuestionClass}.
   *
   * @param row the node's row in the corpus
   */
  void add(String id, QuestionClass questionClass, String text, float[] vector, int row) {
    if (excluded.contains(id)) {
      leftOut.add(id);
      return;
    }
    Collected collected =
        kept.computeIfAbsent(Place.of(id), place -> new Collected(questionClass, text, vector));
    collected.rows.add(row);
    if (questionClass.compareTo(collected.questionClass) < 0) {
      collected.questionClass = questionClass;
    }
    if (kept.size() > max) {
      kept.pollLastEntry();
    }
  }

  void exclude(String id) {
    excluded.add(id);
    if (kept.remove(Place.of(id)) != null) {
      leftOut.add(id);
    }
  }

  /** Questions that would be among these, did they not belong to another node too. */
  int leftOut() {
    return leftOut.size();
  }

  List<String> ids() {
    return kept.keySet().stream().map(Place::id).toList();
  }

  List<Collected> inOrder() {
    return List.copyOf(kept.values());
  }

  /** A question and where its answers are. */
  static final class Collected {
    final String text;
    final float[] vector;
    final List<Integer> rows = new ArrayList<>(1);
    QuestionClass questionClass;

    Collected(QuestionClass questionClass, String text, float[] vector) {
      this.questionClass = questionClass;
      this.text = text;
      this.vector = vector;
    }

    int[] answers() {
      return rows.stream().mapToInt(Integer::intValue).distinct().toArray();
    }
  }

  private record Place(int hash, String id) implements Comparable<Place> {
    /** Multiplying spreads the hash, whose low bits follow the last letters. */
    static Place of(String id) {
      return new Place(Integer.reverse(id.hashCode() * 0x9E3779B9), id);
    }

    @Override
    public int compareTo(Place other) {
      int order = Integer.compare(hash, other.hash);
      return order != 0 ? order : id.compareTo(other.id);
    }
  }
}
