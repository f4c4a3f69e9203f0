package io.retune.trainer.train.fit;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The nodes that a group's questions are told apart from: those that have such a question. Nodes
 * nobody asked about would else be pushed away from every question.
 *
 * <p>With more than {@code limit} of them, each step sees its own answers and a fresh seeded sample
 * up to the limit, so that time and memory of a step are bounded. Not thread-safe; serves one
 * training.
 */
final class SoftmaxTargets {

  private final int[] nodes;
  private final int[] placeOfNode;
  private final int[] sampleOrder;
  private final int limit;
  private final SplittableRandom random;

  SoftmaxTargets(int[] answers, int nodeCount, int limit, SplittableRandom random) {
    this.nodes = Arrays.stream(answers).distinct().sorted().toArray();
    this.placeOfNode = new int[nodeCount];
    Arrays.fill(placeOfNode, -1);
    this.limit = limit;
    this.random = random;
    this.sampleOrder = isSampled() ? nodes.clone() : new int[0];
  }

  boolean isSampled() {
    return nodes.length > limit;
  }

  int size() {
    return nodes.length;
  }

  /** All nodes of the group, in ascending order. */
  int[] all() {
    return nodes.clone();
  }

  /**
   * The nodes of one step: the distinct answers of the batch in ascending order, then the sample.
   *
   * @param answers nodes that the batch asks about
   */
  int[] sample(int[] answers) {
    int[] own = Arrays.stream(answers).distinct().sorted().toArray();
    int[] chosen = Arrays.copyOf(own, Math.max(limit, own.length));
    for (int node : own) {
      placeOfNode[node] = 0;
    }
    int size = own.length;
    for (int next = 0; size < chosen.length; next++) {
      int other = next + random.nextInt(sampleOrder.length - next);
      int node = sampleOrder[other];
      sampleOrder[other] = sampleOrder[next];
      sampleOrder[next] = node;
      if (placeOfNode[node] < 0) {
        chosen[size++] = node;
      }
    }
    for (int node : own) {
      placeOfNode[node] = -1;
    }
    return chosen;
  }
}
