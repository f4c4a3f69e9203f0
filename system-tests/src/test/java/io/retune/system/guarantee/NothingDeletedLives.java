package io.retune.system.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.Topics;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.QaPairs;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Of a deleted document nothing is left in nodes, questions or vectors, and nothing there stands on
 * a node that is gone.
 */
final class NothingDeletedLives implements Guarantee {

  @Override
  public void check(History history, TopicContents topics) {
    Map<String, Node> nodes = topics.latest(Topics.NODES);
    Map<String, QaPairs> asked = topics.latest(Topics.QA_PAIRS);
    Map<String, Embeddings> embedded = topics.latest(Topics.EMBEDDINGS);
    history
        .possibleDocuments()
        .forEach(
            (document, possible) -> {
              if (!possible.stream().allMatch(Operation.Delete.class::isInstance)) {
                return;
              }
              assertThat(of(document, nodes, node -> node)).as("nodes of %s", document).isEmpty();
              assertThat(of(document, asked, QaPairs::getNode))
                  .as("questions of %s", document)
                  .isEmpty();
              assertThat(of(document, embedded, Embeddings::getNode))
                  .as("vectors of %s", document)
                  .isEmpty();
            });
    assertThat(withNode(asked, QaPairs::hasNode))
        .as("keys of questions whose node is there")
        .isSubsetOf(nodes.keySet());
    assertThat(withNode(embedded, Embeddings::hasNode))
        .as("keys of vectors whose node is there")
        .isSubsetOf(nodes.keySet());
  }

  private static <V> Set<String> of(
      String document, Map<String, V> values, Function<V, Node> node) {
    int slash = document.indexOf('/');
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(document.substring(0, slash + 1)))
        .filter(
            entry ->
                node.apply(entry.getValue())
                    .getDocumentId()
                    .equals(document.substring(slash + 1)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static <V> Set<String> withNode(
      Map<String, V> values, java.util.function.Predicate<V> hasNode) {
    return values.entrySet().stream()
        .filter(entry -> hasNode.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
