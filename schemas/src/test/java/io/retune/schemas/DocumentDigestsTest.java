package io.retune.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentDigestsTest {
  @Test
  void isTheSameSetWhateverTheOrderAndHoweverOften() {
    // When
    DocumentDigests digests = DocumentDigests.of(List.of("b", "a", "b"));

    // Then
    assertThat(digests).isEqualTo(DocumentDigests.of(List.of("a", "b")));
    assertThat(digests.count()).isEqualTo(2);
    assertThat(digests.contains("a")).isTrue();
    assertThat(digests.contains("c")).isFalse();
  }

  @Test
  void isOfTheFirstEightBytesOfSha256() {
    // When
    DocumentDigests digests = DocumentDigests.of(List.of("abc"));

    // Then: the first example of FIPS 180-2.
    assertThat(digests.bytes().toByteArray())
        .asHexString()
        .isEqualToIgnoringCase("BA7816BF8F01CFEA");
  }

  @Test
  void knowsWhetherItHasADocumentOfAnotherSet() {
    // Given
    DocumentDigests some = DocumentDigests.of(List.of("a", "b", "c"));

    // When, Then
    assertThat(some.intersects(DocumentDigests.of(List.of("x", "c")))).isTrue();
    assertThat(DocumentDigests.of(List.of("c")).intersects(some)).isTrue();
    assertThat(some.intersects(DocumentDigests.of(List.of("x", "y")))).isFalse();
    assertThat(some.intersects(DocumentDigests.NONE)).isFalse();
  }

  @Test
  void putsSetsTogether() {
    // When
    DocumentDigests all =
        DocumentDigests.union(
            List.of(DocumentDigests.of(List.of("a", "b")), DocumentDigests.of(List.of("b", "c"))));

    // Then
    assertThat(all).isEqualTo(DocumentDigests.of(List.of("a", "b", "c")));
  }

  @Test
  void refusesBytesThatAreNoDigests() {
    assertThatThrownBy(() -> new DocumentDigests(ByteString.copyFromUtf8("seven b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("digests of documents are of 8 bytes each, not 7 in all");
  }
}
