package io.retune.system.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.Topics;
import io.retune.schemas.v1.Node;
import io.retune.system.guarantee.Operation.Put;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Each document that a client was told is accepted ends in nodes of its last version, all of that
 * and nothing else, and each of its nodes is asked about and embedded.
 */
final class NoDocumentLost implements Guarantee {

  @Override
  public void check(History history, TopicContents topics) {
    Map<String, Node> nodes = topics.latest(Topics.NODES);
    Set<String> asked = topics.latest(Topics.QA_PAIRS).keySet();
    Set<String> embedded = topics.latest(Topics.EMBEDDINGS).keySet();
    history
        .possibleDocuments()
        .forEach(
            (document, possible) -> {
              if (!possible.stream().allMatch(Put.class::isInstance)) {
                return;
              }
              Map<String, Node> own = Documents.of(document, nodes, node -> node);
              assertThat(Documents.markers(own.values()))
                  .as("the sections of %s in its nodes", document)
                  .isIn(sections(possible));
              assertThat(asked).as("nodes asked about").containsAll(own.keySet());
              assertThat(embedded).as("nodes embedded").containsAll(own.keySet());
            });
  }

  private static Set<Set<String>> sections(List<Operation.Write> possible) {
    return possible.stream()
        .map(write -> (Set<String>) new TreeSet<>(((Put) write).markers()))
        .collect(Collectors.toSet());
  }
}
