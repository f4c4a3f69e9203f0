package io.retune.eval.evaluation;

import io.retune.schemas.QuestionClass;
import io.retune.schemas.v1.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Collects the questions of one group up to a number: those of the lowest hashes, which is the same
 * sample in any order of arrival. A question that also belongs to a node which is not asked about
 * is left out: it may have been trained on. Some more than the number are collected, so that there
 * are others to take their places. Not thread-safe.
 */
final class SampledQuestions {
  private final int max;
  private final int candidates;
  private final TreeMap<Place, Collected> collected = new TreeMap<>();
  private int leftOut;

  /**
   * @param max how many are taken
   * @param candidates how many are collected, at least as many; those that are left out are among
   *     them
   */
  SampledQuestions(int max, int candidates) {
    if (max < 1 || candidates < max) {
      throw new IllegalArgumentException(max + " questions of " + candidates);
    }
    this.max = max;
    this.candidates = candidates;
  }

  /**
   * Takes a question; one that comes again under another class keeps the first of the classes, in
   * the order of {@link QuestionClass}. One whose vector is unreadable or of another dimension is
   * not taken.
   *
   * @param nodeId of the node that answers it
   * @param row the node's row in the corpus
   */
  void add(String nodeId, Question question, QuestionClass questionClass, int dimension, int row) {
    Place place = Place.of(question.getQuestionId());
    Collected known = collected.get(place);
    if (known == null) {
      if (collected.size() == candidates && place.compareTo(collected.lastKey()) > 0) {
        return;
      }
      Optional<float[]> vector = Vectors.decode(question.getVector(), dimension);
      if (vector.isEmpty()) {
        return;
      }
      known =
          new Collected(
              new QuestionKey(question.getQuestionId(), nodeId),
              questionClass,
              question.getText(),
              vector.get());
      collected.put(place, known);
      if (collected.size() > candidates) {
        collected.pollLastEntry();
      }
    } else if (!Vectors.isReadable(question.getVector(), dimension)) {
      return;
    }
    known.rows.add(row);
    if (questionClass.compareTo(known.questionClass) < 0) {
      known.questionClass = questionClass;
    }
  }

  /** Leaves a question out. To be called when all were added. */
  void exclude(String id) {
    Collected known = collected.get(Place.of(id));
    if (known != null && !known.isLeftOut) {
      known.isLeftOut = true;
      leftOut++;
    }
  }

  /** The ids of all that were collected. */
  Stream<String> candidateIds() {
    return collected.keySet().stream().map(Place::id);
  }

  /** Questions that would be among these, did they not belong to another node too. */
  int leftOut() {
    return leftOut;
  }

  /** The ids of the questions that are taken. */
  List<String> ids() {
    return collected.entrySet().stream()
        .filter(one -> !one.getValue().isLeftOut)
        .limit(max)
        .map(one -> one.getKey().id())
        .toList();
  }

  /** The questions that are taken, in the order of their hashes. */
  List<Collected> sample() {
    return collected.values().stream().filter(one -> !one.isLeftOut).limit(max).toList();
  }

  /** A question and where its answers are. */
  static final class Collected {
    final QuestionKey key;
    final String text;
    final float[] vector;
    final List<Integer> rows = new ArrayList<>(1);
    QuestionClass questionClass;
    boolean isLeftOut;

    Collected(QuestionKey key, QuestionClass questionClass, String text, float[] vector) {
      this.key = key;
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
