package io.retune.ingest.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NodeIdTest {

  @Test
  void namesANodeByItsDocumentItsTextAndHowOftenTheTextCameBefore() {
    // Given
    NodeId ids = new NodeId("guide/start.txt");

    // When
    List<String> named = Stream.of("Größe one.", "Größe one.").map(ids::next).toList();

    // Then: Python's hashlib over each part behind its length; records in topics have these ids
    assertThat(named)
        .containsExactly("0542e201b7b56628ee6cc59aff3f48a1", "4183dc7b4da8b4d24a2110929dee3e22");
  }
}
