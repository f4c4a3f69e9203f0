package io.retune.ingest.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.retune.ingest.extract.DocumentExtractor;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Split;
import org.junit.jupiter.api.Test;

/** The hashes that changelogs hold: others would parse every known document again. */
class DocumentNodesTest {
  private static final DocumentExtractor NOT_NEEDED =
      source -> {
        throw new AssertionError("nothing is to be parsed");
      };

  private static final Document DOCUMENT =
      Document.newBuilder()
          .setMediaType("text/plain")
          .setContent(ByteString.copyFromUtf8("Some text."))
          .setTitle("Start")
          .setSourceUri("https://example.org/start")
          .setSplit(Split.SPLIT_TRAIN)
          .putMetadata("b", "2")
          .putMetadata("a", "1")
          .setModifiedAt(Timestamp.newBuilder().setSeconds(5))
          .build();

  private final DocumentNodes nodes =
      new DocumentNodes(NOT_NEEDED, new SplitRule(SplitRule.By.DOCUMENT, 0.2), "1 settings");

  @Test
  void hashesTheContentWithAllThatDecidesItsNodes() {
    // When
    String hash = nodes.contentHash(DOCUMENT);

    // Then: Python's hashlib over the settings, the split rule, the media type and the content
    assertThat(hash).isEqualTo("92dd01b48afb416450cfe5813d603065a7ca9e966d341b30ca7c96e0d8198299");
  }

  @Test
  void hashesWhatWasSaidOfTheDocument() {
    // When
    String hash = nodes.descriptionHash(DOCUMENT);

    // Then: Python's hashlib over title, source, split and the metadata in order of their names
    assertThat(hash).isEqualTo("9ccf8c0a6cdfde429e98129ddb309473ba34348b2a579a5b95ff5c13350fe413");
  }

  @Test
  void marksANodeByItsSplitAndItsQuestions() {
    // Given
    Node node = Node.newBuilder().setText("Some text.").setSplit(Split.SPLIT_TRAIN).build();

    // When
    long mark = DocumentNodes.mark(node);

    // Then: the first eight bytes of Python's hashlib over the split's name
    assertThat(mark).isEqualTo(8211987884650014675L);
  }
}
