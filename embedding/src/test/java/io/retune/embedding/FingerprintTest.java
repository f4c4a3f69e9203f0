package io.retune.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void doesNotDependOnTheOrderOfItsParts() {
    // Given
    Fingerprint one = new Fingerprint().with("a", 1).with("b", 2);
    Fingerprint other = new Fingerprint().with("b", 2).with("a", 1);

    // When
    String hex = one.hex();

    // Then
    assertThat(hex).isEqualTo(other.hex()).hasSize(64);
  }

  @Test
  void tellsPartsApartThatReadTheSameInARow() {
    // Given
    Fingerprint one = new Fingerprint().with("a", "1b:1:2");
    Fingerprint other = new Fingerprint().with("a", "1").with("b", "2");

    // When
    String hex = one.hex();

    // Then
    assertThat(hex).isNotEqualTo(other.hex());
  }

  @Test
  void hashesContentAsPublished() throws IOException {
    // Given: the test vector of FIPS 180-2 for SHA-256.
    byte[] content = "abc".getBytes(StandardCharsets.UTF_8);

    // When
    String hash = Fingerprint.ofContent(new ByteArrayInputStream(content));

    // Then
    assertThat(hash).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
