package io.retune.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The expected digests were computed with Python's hashlib. */
class ContentDigestTest {

  @Test
  void bareTextIsHashedAsItStands() {
    // The test vector of FIPS 180-2.
    assertThat(new ContentDigest().bare("abc").hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(new ContentDigest().bare("abc").hex(4)).isEqualTo("ba7816bf");
    assertThat(new ContentDigest().bare("abc").number()).isEqualTo(0xba7816bf8f01cfeaL);
  }

  @Test
  void aFieldStandsBehindItsLengthInBytes() {
    // Given: é has two bytes
    ContentDigest digest = new ContentDigest();

    // When
    String hex = digest.field("éa").field("").field(new byte[] {1, 2}).hex();

    // Then
    assertThat(hex).isEqualTo("7de4c2ab28472bfbd10ecba9c5589b72fdb50579da48d1cffb30ad9409fd9764");
  }

  @Test
  void bytesAreHashedAlikeInEveryForm() {
    // Given
    byte[] bytes = "pump".getBytes(StandardCharsets.UTF_8);

    // When
    String ofText = new ContentDigest().field("pump").hex();

    // Then
    assertThat(new ContentDigest().field(bytes).hex()).isEqualTo(ofText);
    assertThat(new ContentDigest().field(ByteString.copyFrom(bytes)).hex()).isEqualTo(ofText);
  }

  @Test
  void aVectorIsItsElementsAlone() {
    // Given
    float[] vector = {1f, -2.5f};

    // When
    String hex = new ContentDigest().field("node").vector(vector).hex();

    // Then
    assertThat(hex).isEqualTo("416499fe063ba7897428d0c43a25098788c6a046b39f0a384316e14b116039a5");
  }

  @Test
  void fieldsDoNotRunTogether() {
    assertThat(new ContentDigest().field("ab").field("c").hex())
        .isNotEqualTo(new ContentDigest().field("a").field("bc").hex());
  }

  @Test
  void endsOnce() {
    // Given
    ContentDigest digest = new ContentDigest().bare("abc");

    // When
    digest.hex();

    // Then
    assertThatThrownBy(digest::number).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> digest.bare("d")).isInstanceOf(IllegalStateException.class);
  }
}
