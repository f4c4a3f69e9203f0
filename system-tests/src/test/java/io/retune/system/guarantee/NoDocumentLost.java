package io.retune.system.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.Topics;
import io.retune.schemas.v1.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Each document that a client was told is accepted ends in nodes of its last version or in a dead
 * letter, and each of its nodes is asked about and embedded.
 */
final class NoDocumentLost implements Guarantee {

  @Override
  public void check(History history, TopicContents topics) {
    Map<String, Node> nodes = topics.latest(Topics.NODES);
    Set<String> asked = topics.latest(Topics.QA_PAIRS).keySet();
    Set<String> embedded = topics.latest(Topics.EMBEDDINGS).keySet();
    Set<String> putAside = Set.copyOf(topics.deadLetterKeys());
    history
        .possibleDocuments()
        .forEach(
            (document, possible) -> {
              if (!possible.stream().allMatch(Operation.Put.class::isInstance)) {
                return;
              }
              Map<String, Node> own = Documents.nodesOf(document, nodes);
              assertThat(!own.isEmpty() || putAside.contains(document))
                  .as("%s is in nodes or a dead letter", document)
                  .isTrue();
              assertThat(Documents.markersIn(own.values()))
                  .as("the versions of %s that its nodes are of", document)
                  .allMatch(marker -> Documents.isOneOf(possible, marker));
              for (String key : own.keySet()) {
                assertThat(asked.contains(key) || putAside.contains(key))
                    .as("%s of %s is asked about", key, document)
                    .isTrue();
                assertThat(embedded.contains(key) || putAside.contains(key))
                    .as("%s of %s is embedded", key, document)
                    .isTrue();
              }
            });
  }

  /** Where markers of a document's text stand. */
  static final class Documents {

    private Documents() {}

    static Map<String, Node> nodesOf(String document, Map<String, Node> nodes) {
      int slash = document.indexOf('/');
      String collection = document.substring(0, slash);
      String id = document.substring(slash + 1);
      return nodes.entrySet().stream()
          .filter(entry -> entry.getKey().startsWith(collection + "/"))
          .filter(entry -> entry.getValue().getDocumentId().equals(id))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static Set<String> markersIn(Iterable<Node> nodes) {
      java.util.regex.Pattern marker = java.util.regex.Pattern.compile(Clients.MARKER);
      Set<String> markers = new java.util.TreeSet<>();
      for (Node node : nodes) {
        marker.matcher(node.getText()).results().forEach(found -> markers.add(found.group()));
      }
      return markers;
    }

    static boolean isOneOf(List<Operation> possible, String marker) {
      return possible.stream()
          .anyMatch(one -> one instanceof Operation.Put put && put.marker().equals(marker));
    }
  }
}
