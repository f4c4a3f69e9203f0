package io.retune.eval.search;

import io.retune.eval.evaluation.CorpusRule;
import io.retune.eval.evaluation.CorpusScope;
import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Embeddings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Searches the nodes of a collection, which come one after another, for several vectors of one
 * question. It keeps the best {@link #DEPTH} of each. Not thread-safe.
 */
final class NodeSearch {
  /** As deep as an evaluation looks, so that fusion means the same. */
  static final int DEPTH = 100;

  /** The worst first; of equal scores, the node that comes first is the better one. */
  private static final Comparator<Found> WORST_FIRST =
      Comparator.comparingDouble(Found::score)
          .thenComparing(Comparator.comparingInt(Found::place).reversed());

  private final CorpusRule rule;
  private final List<float[]> questions;
  private final List<PriorityQueue<Found>> best = new ArrayList<>();
  private final long deadlineNanos;
  private int nodes;
  private int foreignNodes;

  /**
   * A node that was found.
   *
   * @param place among the nodes that were searched, from 0
   */
  record Found(String nodeId, int place, float score) {}

  /**
   * @param questions at least one vector, all of one dimension
   * @param time that it may take
   */
  NodeSearch(String baseModelFingerprint, List<float[]> questions, Duration time) {
    this.questions = List.copyOf(questions);
    this.rule =
        new CorpusRule(
            BaseModel.newBuilder()
                .setFingerprint(baseModelFingerprint)
                .setDimension(questions.get(0).length)
                .build(),
            CorpusScope.ALL);
    questions.forEach(question -> best.add(new PriorityQueue<>(DEPTH, WORST_FIRST)));
    this.deadlineNanos = System.nanoTime() + time.toNanos();
  }

  /**
   * Searches the next node.
   *
   * @throws SearchRefusedException if the search has taken too long
   */
  void take(String nodeId, Embeddings record, boolean arrived) {
    if (System.nanoTime() - deadlineNanos > 0) {
      throw new SearchRefusedException(
          "the collection has more nodes than can be read in the time of a search;"
              + " retune.eval.search.timeout says how long that is");
    }
    if (!record.hasNode()) {
      return;
    }
    if (!rule.searches(record)) {
      foreignNodes++;
      return;
    }
    float[] vector = VectorCodec.decode(record.getVector());
    for (int question = 0; question < best.size(); question++) {
      keep(best.get(question), nodeId, dot(questions.get(question), vector));
    }
    nodes++;
  }

  /** How many nodes were searched. */
  int nodes() {
    return nodes;
  }

  /** How many were not, as another base model embedded them. */
  int foreignNodes() {
    return foreignNodes;
  }

  /** The best nodes for each vector, the best first. */
  List<List<Found>> best() {
    return best.stream()
        .map(kept -> kept.stream().sorted(WORST_FIRST.reversed()).toList())
        .toList();
  }

  private void keep(PriorityQueue<Found> kept, String nodeId, float score) {
    if (kept.size() == DEPTH) {
      if (score <= kept.element().score()) {
        return;
      }
      kept.remove();
    }
    kept.add(new Found(nodeId, nodes, score));
  }

  private static float dot(float[] left, float[] right) {
    float sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }
}
