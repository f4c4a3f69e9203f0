package io.retune.cli.flow;

import java.util.Map;

/**
 * What has come through the flow of one collection by a moment.
 *
 * @param nodes that are there now
 * @param questions asked of the nodes that are there now
 * @param nodesMade node records so far, tombstones aside
 * @param nodesGone tombstones of nodes so far
 * @param nodesAsked {@code qa-pairs} records of nodes so far
 * @param nodesEmbedded {@code embeddings} records of nodes so far
 * @param asked nodes that have been asked about now
 * @param embedded nodes that have vectors now
 * @param versions trained so far
 * @param reports versions evaluated so far
 * @param refits those among them that are refits: trained once more on all nodes
 * @param deadLetters by topic
 */
public record FlowCounts(
    int nodes,
    int questions,
    int nodesMade,
    int nodesGone,
    int nodesAsked,
    int nodesEmbedded,
    int asked,
    int embedded,
    int versions,
    int reports,
    int refits,
    Map<String, Integer> deadLetters) {
  public FlowCounts {
    deadLetters = Map.copyOf(deadLetters);
  }

  public int allDeadLetters() {
    return deadLetters.values().stream().mapToInt(Integer::intValue).sum();
  }
}
