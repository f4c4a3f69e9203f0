package io.retune.eval.evaluation;

import java.util.HashMap;
import java.util.Map;

/**
 * Joins rows that one question names together, so that questions which share a node, however
 * indirectly, are in one cluster. Knows those rows only, not the corpus. Not thread-safe.
 */
final class Clusters {
  private final Map<Integer, Integer> parents = new HashMap<>();

  /** The cluster of each question, numbered from 0 in order of appearance. */
  static int[] of(int[][] answers) {
    Clusters clusters = new Clusters();
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
    int root = root(a);
    int other = root(b);
    if (root != other) {
      parents.put(root, other);
    }
  }

  private int root(int row) {
    int root = row;
    Integer parent = parents.get(root);
    while (parent != null) {
      Integer grandparent = parents.get(parent);
      if (grandparent != null) {
        parents.put(root, grandparent);
      }
      root = parent;
      parent = grandparent;
    }
    return root;
  }
}
