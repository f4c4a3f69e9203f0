package io.retune.eval.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.eval.Examples;
import io.retune.eval.ranking.ExactRanker;
import io.retune.eval.ranking.RowBlock;
import io.retune.eval.ranking.VectorTable;
import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Split;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeSearchTest {
  private static final String FINGERPRINT = Examples.BASE_MODEL.getFingerprint();
  private static final Duration ENOUGH = Duration.ofMinutes(1);

  private final List<Embeddings> nodes = new ArrayList<>();
  private final List<float[]> questions = new ArrayList<>();

  NodeSearchTest() {
    Examples examples = new Examples(5);
    for (int i = 0; i < 400; i++) {
      nodes.add(
          examples.node(
              "docs", "node-" + i, Split.SPLIT_TRAIN, Origin.ORIGIN_HUMAN, i < 3 ? 1 : 0));
    }
    nodes.stream()
        .limit(3)
        .forEach(node -> questions.add(VectorCodec.decode(node.getQuestions(0).getVector())));
  }

  @Test
  void findsWhatAnEvaluationFinds() {
    // Given
    NodeSearch search = new NodeSearch(FINGERPRINT, questions, ENOUGH);
    RowBlock block = new RowBlock(Examples.DIMENSION, nodes.size());
    nodes.forEach(node -> block.add(VectorCodec.decode(node.getVector())));
    ExactRanker ranker =
        new ExactRanker(VectorTable.of(Examples.DIMENSION, questions), NodeSearch.DEPTH);
    ranker.add(block);

    // When
    nodes.forEach(node -> search.take(node.getNode().getNodeId(), node, false));

    // Then
    List<List<String>> found =
        search.best().stream()
            .map(best -> best.stream().map(NodeSearch.Found::nodeId).toList())
            .toList();
    List<List<String>> expected =
        Arrays.stream(ranker.rankings().best())
            .map(ranking -> Arrays.stream(ranking.rows()).mapToObj(row -> "node-" + row).toList())
            .toList();
    assertThat(found).isEqualTo(expected);
    assertThat(search.nodes()).isEqualTo(400);
  }

  @Test
  void ranksEqualNodesAsTheyCome() {
    // Given
    NodeSearch search = new NodeSearch(FINGERPRINT, questions, ENOUGH);
    Embeddings node = nodes.get(0);

    // When
    for (int i = 0; i < NodeSearch.DEPTH + 20; i++) {
      search.take("twin-" + i, node, false);
    }

    // Then
    assertThat(search.best().get(0)).hasSize(NodeSearch.DEPTH);
    assertThat(search.best().get(0).get(0).nodeId()).isEqualTo("twin-0");
    assertThat(search.best().get(0).get(99).nodeId()).isEqualTo("twin-99");
  }

  @Test
  void leavesOutWhatAnotherBaseModelEmbeddedAndWhatIsNoNode() {
    // Given
    NodeSearch search = new NodeSearch("another", questions, ENOUGH);

    // When
    search.take("node-0", nodes.get(0), false);
    search.take("query-1", nodes.get(1).toBuilder().clearNode().build(), false);

    // Then
    assertThat(search.nodes()).isZero();
    assertThat(search.foreignNodes()).isEqualTo(1);
  }

  @Test
  void givesUpWhereItTakesTooLong() {
    // Given
    NodeSearch search = new NodeSearch(FINGERPRINT, questions, Duration.ZERO);

    // When, Then
    assertThatThrownBy(() -> search.take("node-0", nodes.get(0), false))
        .isInstanceOf(SearchRefusedException.class)
        .hasMessageContaining("retune.eval.search.timeout");
  }
}
