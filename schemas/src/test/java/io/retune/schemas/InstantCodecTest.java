package io.retune.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantCodecTest {

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-01T12:00:00.000000001Z", "1969-12-31T23:59:59.500Z"})
  void isWhatProtobufItselfReadsInText(String text) throws Exception {
    // Given
    Instant instant = Instant.parse(text);

    // When
    Timestamp timestamp = InstantCodec.encode(instant);

    // Then
    assertThat(timestamp).isEqualTo(Timestamps.parse(text));
    assertThat(InstantCodec.decode(timestamp)).isEqualTo(instant);
  }

  @Test
  void aTimeOutOfRangeIsRefused() {
    // Given
    Timestamp timestamp = Timestamp.newBuilder().setSeconds(Long.MAX_VALUE).build();

    // When, Then
    assertThatThrownBy(() -> InstantCodec.decode(timestamp))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
