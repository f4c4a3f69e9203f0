package io.retune.eval.evaluation;

import java.util.HashMap;
import java.util.Map;

/**
 * Joins rows that one question names together, so that questions which share a node, however
 * indirectly, are in one cluster. Not thread-safe.
 */
final class Clusters {
  private final int[] parents;

  Clusters(int rows) {
    parents = new int[rows];
    for (int row = 0; row < rows; row++) {
      parents[row] = row;
    }
  }

  /** The cluster of each question, numbered from 0 in order of appearance. */
  static int[] of(int[][] answers, int rows) {
    Clusters clusters = new Clusters(rows);
    for (int[] nodes : answers) {
      for (int node : nodes) {
        clusters.join(nodes[0], node);
      }
    }
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] numbered = new int[answers.length];
    for (int question = 0; question < answers.length; question++) {
      int root = clusters.root(answers[question][0]);
      numbered[question] = numbers.computeIfAbsent(root, unseen -> numbers.size());
    }
    return numbered;
  }

  private void join(int a, int b) {
    parents[root(a)] = root(b);
  }

  private int root(int row) {
    int root = row;
    while (parents[root] != root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  }
}
