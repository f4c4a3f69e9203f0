package io.retune.eval.evaluation;

/**
 * How many nodes of a collection one base model embedded, and how many another did: while a
 * collection is embedded again, it has both.
 */
public record EmbeddedShare(long nodes, long foreignNodes) {
  /**
   * Whether an evaluation would see the collection as it is. Where no node was embedded by the base
   * model there is nothing to wait for: the evaluation says so.
   *
   * @param share of all nodes, from 0 to 1
   */
  public boolean isAtLeast(double share) {
    return nodes == 0 || nodes >= share * (nodes + foreignNodes);
  }
}
