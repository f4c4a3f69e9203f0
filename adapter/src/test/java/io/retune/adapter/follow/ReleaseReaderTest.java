package io.retune.adapter.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import io.retune.adapter.Mutations;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.KeywordFusion;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseReaderTest {

  private final ReleaseReader reader =
      new ReleaseReader("default", Optional.of(Releases.BASE_MODEL));

  @Test
  void damagedReleasesAreServedOrRefusedAndNothingElse() {
    // Given
    Mutations mutations = new Mutations(25);
    byte[] whole = Releases.diagonal("default", 4, 2, 1).toByteArray();

    // When
    int refused = 0;
    for (int run = 0; run < 20_000; run++) {
      refused += isRefused(mutations.of(whole)) ? 1 : 0;
    }

    // Then
    assertThat(refused).isBetween(10_000, 20_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, 40_000_000_000_000_000L})
  void releaseAtAnImpossibleTimeIsRefused(long seconds) {
    // Given
    AdapterRelease release =
        Releases.diagonal("default", 4, 2, 1).toBuilder()
            .setReleasedAt(Timestamp.newBuilder().setSeconds(seconds).setNanos(-1))
            .build();

    // When
    var refusal = assertThatThrownBy(() -> reader.read(release.toByteArray()));

    // Then
    refusal
        .isInstanceOf(ReleaseReader.RefusedException.class)
        .hasMessage("the time of the release is out of range");
  }

  @Test
  void whereNobodySaysTheBaseModelTheFirstAdaptersOneIsItAndAnothersIsRefused() throws Exception {
    // Given
    ReleaseReader unsaid = new ReleaseReader("default", Optional.empty());
    unsaid.read(Releases.diagonal("default", 4, 2, 1).toByteArray());
    AdapterRelease.Builder other = Releases.diagonal("default", 5, 2, 1).toBuilder();
    other.getCheckpointBuilder().getBaseModelBuilder().setName("other").setFingerprint("else");

    // When
    var refusal = assertThatThrownBy(() -> unsaid.read(other.build().toByteArray()));

    // Then
    refusal
        .isInstanceOf(ReleaseReader.RefusedException.class)
        .hasMessage("it belongs to the base model other (else), not to base-fingerprint");
    assertThat(unsaid.read(Releases.diagonal("default", 6, 2, 1).toByteArray()).version().version())
        .isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "0.35, true", "1.01, false", "NaN, false"})
  void theWeightOfKeywordSearchIsThatOfTheReleaseIfItIsOne(double weight, boolean taken)
      throws Exception {
    // Given
    AdapterRelease release =
        Releases.diagonal("default", 4, 2, 1).toBuilder()
            .setKeywordFusion(KeywordFusion.newBuilder().setWeight(weight))
            .build();

    // When
    AdapterVersion version = reader.read(release.toByteArray()).version();

    // Then
    assertThat(version.keywordWeight())
        .isEqualTo(taken ? OptionalDouble.of(weight) : OptionalDouble.empty());
  }

  private boolean isRefused(byte[] release) {
    try {
      reader.read(release);
      return false;
    } catch (ReleaseReader.RefusedException e) {
      assertThat(e.refusal().reason()).isNotBlank();
      return true;
    }
  }
}
