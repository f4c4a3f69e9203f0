package io.retune.system.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.Topics;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.QaPairs;
import io.retune.system.guarantee.Operation.Delete;
import io.retune.system.guarantee.Operation.Forget;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Of a deleted document nothing is left in nodes, questions or vectors, of a forgotten one nothing
 * among the dead letters either, and no questions or vectors are of a node that is gone.
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
              if (areAll(possible, write -> write instanceof Delete || write instanceof Forget)) {
                assertThat(Documents.of(document, nodes, node -> node).keySet())
                    .as("nodes of %s", document)
                    .isEmpty();
                assertThat(Documents.of(document, asked, QaPairs::getNode).keySet())
                    .as("questions of %s", document)
                    .isEmpty();
                assertThat(Documents.of(document, embedded, Embeddings::getNode).keySet())
                    .as("vectors of %s", document)
                    .isEmpty();
              }
              if (areAll(possible, Forget.class::isInstance)) {
                assertThat(topics.deadLetters().keySet())
                    .as("dead letters of what was forgotten")
                    .doesNotContain(document);
              }
            });
    assertThat(keys(asked, QaPairs::hasNode)).as("nodes asked about").isSubsetOf(nodes.keySet());
    assertThat(keys(embedded, Embeddings::hasNode)).as("nodes embedded").isSubsetOf(nodes.keySet());
  }

  private static boolean areAll(
      List<Operation.Write> possible, Predicate<Operation.Write> condition) {
    return possible.stream().allMatch(condition);
  }

  private static <V> Set<String> keys(Map<String, V> values, Predicate<V> condition) {
    return values.entrySet().stream()
        .filter(entry -> condition.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
