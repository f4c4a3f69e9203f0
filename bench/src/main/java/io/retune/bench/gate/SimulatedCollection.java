package io.retune.bench.gate;

import io.retune.eval.statistics.PairedComparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Validation questions of a collection with what retrievers score on them. A difference to the base
 * model has a part that all versions share, a part of the node's, and one of the version's own.
 * Their sizes are those of the notebook's questions: between an adapter and the base model the
 * differences of single questions have a standard deviation of .28, between two versions .1.
 */
final class SimulatedCollection {

  private static final int QUESTIONS_A_NODE = 2;
  private static final double SHARED = 0.24;
  private static final double OF_NODE = 0.12;
  private static final double OWN = 0.07;

  /** What the base model stands for among versions, which are counted from 0. */
  static final int BASE = -1;

  private record Node(long seed, int arrivedAt) {}

  private final Feed feed;
  private final SplittableRandom random;
  private final int firstNodes;
  private final List<Node> nodes = new ArrayList<>();
  private long arrivals;
  private long changes;

  SimulatedCollection(Feed feed, long seed, int firstNodes) {
    this.feed = feed;
    this.random = new SplittableRandom(seed);
    this.firstNodes = firstNodes;
    add(firstNodes, 0);
  }

  /** Nodes come and go before the next retrain. */
  void move(int now) {
    int replaced = (int) Math.round(feed.replaced() * nodes.size());
    for (int i = 0; i < replaced; i++) {
      nodes.remove(random.nextInt(nodes.size()));
    }
    int added = (int) Math.round(feed.added() * firstNodes);
    add(replaced + added, now);
    changes += replaced + added;
  }

  private void add(int count, int now) {
    for (int i = 0; i < count; i++) {
      nodes.add(new Node(random.nextLong(), now));
    }
    arrivals += count;
  }

  int questions() {
    return nodes.size() * QUESTIONS_A_NODE;
  }

  int nodes() {
    return nodes.size();
  }

  /** Nodes that came since the first retrain, which is also how many went or were added. */
  long changes() {
    return changes;
  }

  /** What a version truly gains now. */
  double lift(int version, int now) {
    if (version == BASE) {
      return 0;
    }
    return nodes.stream()
        .mapToDouble(node -> feed.lift(version, node.arrivedAt(), now))
        .average()
        .orElseThrow();
  }

  /** What a version scores on each question, less what the base model does. */
  double[] scores(int version, int now) {
    double[] scores = new double[questions()];
    if (version == BASE) {
      return scores;
    }
    for (int place = 0; place < nodes.size(); place++) {
      Node node = nodes.get(place);
      SplittableRandom shared = new SplittableRandom(node.seed());
      SplittableRandom own =
          new SplittableRandom(node.seed() ^ (version + 1) * 0x9E3779B97F4A7C15L);
      double ofNode = feed.lift(version, node.arrivedAt(), now) + OF_NODE * gaussian(shared);
      for (int i = 0; i < QUESTIONS_A_NODE; i++) {
        scores[place * QUESTIONS_A_NODE + i] =
            ofNode + SHARED * gaussian(shared) + OWN * gaussian(own);
      }
    }
    return scores;
  }

  PairedComparison compare(double[] candidate, double[] baseline) {
    int[] clusters = new int[candidate.length];
    Arrays.setAll(clusters, question -> question / QUESTIONS_A_NODE);
    return PairedComparison.of(candidate, baseline, clusters);
  }

  /** Nearly so: the sum of four uniform numbers, of variance 1. */
  private static double gaussian(SplittableRandom random) {
    double sum =
        random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble();
    return (sum - 2) * Math.sqrt(3);
  }
}
