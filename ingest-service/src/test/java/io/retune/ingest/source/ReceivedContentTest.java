package io.retune.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReceivedContentTest {
  @Test
  void givesBackWhatItReadAsOftenAsAsked() throws Exception {
    for (int size : new int[] {0, 10, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20}) {
      // Given
      byte[] bytes = new byte[size];
      new Random(size).nextBytes(bytes);

      // When
      try (ReceivedContent content =
          ReceivedContent.read(new ByteArrayInputStream(bytes), 4 << 20)) {

        // Then
        assertThat(content.size()).isEqualTo(size);
        for (int i = 0; i < 2; i++) {
          try (InputStream in = content.open()) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
          }
        }
      }
    }
  }

  @Test
  void stopsReadingAtTheLimit() {
    for (int limit : new int[] {100, 2 << 20}) {
      // Given
      ByteArrayInputStream stream = new ByteArrayInputStream(new byte[8 << 20]);

      // When, Then
      assertThatThrownBy(() -> ReceivedContent.read(stream, limit))
          .isInstanceOf(DocumentTooLarge.class)
          .hasMessage("the document has more than " + limit + " bytes");
      assertThat(stream.available()).isGreaterThan(4 << 20);
    }
  }

  @Test
  void takesWhatIsExactlyTheLimit() throws Exception {
    // Given
    ByteArrayInputStream stream = new ByteArrayInputStream(new byte[1 << 20]);

    // When
    try (ReceivedContent content = ReceivedContent.read(stream, 1 << 20)) {

      // Then
      assertThat(content.size()).isEqualTo(1 << 20);
    }
  }
}
