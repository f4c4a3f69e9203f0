package io.retune.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.schemas.v1.Document;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DocumentRecordTest {
  @Test
  void readsBackAsTheMessageWithItsContent() throws IOException {
    // Given
    Document description =
        Document.newBuilder().setCollection("c").setDocumentId("d").setTitle("Title").build();
    byte[] bytes = new byte[70_000];
    new Random(1).nextBytes(bytes);

    // When
    byte[] record = DocumentRecord.of(description, new Content(bytes, bytes.length));

    // Then
    Document read = Document.parseFrom(record);
    assertThat(read.getContent().toByteArray()).isEqualTo(bytes);
    assertThat(read.toBuilder().clearContent().build()).isEqualTo(description);
  }

  @Test
  void refusesContentThatIsNotOfItsSize() {
    for (int said : new int[] {3, 5}) {
      assertThatThrownBy(
              () ->
                  DocumentRecord.of(
                      Document.getDefaultInstance(), new Content("four".getBytes(UTF_8), said)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("changed");
    }
  }

  private record Content(byte[] bytes, long size) implements DocumentContent {
    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }
}
