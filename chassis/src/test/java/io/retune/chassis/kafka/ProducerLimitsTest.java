package io.retune.chassis.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retune.schemas.Topics;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProducerLimitsTest {
  @Test
  void aTopicsLimitsHoldTwoOfItsLargestRecords() {
    // When
    ProducerLimits limits = ProducerLimits.of(Topics.NODES, Duration.ofSeconds(5));

    // Then
    assertThat(limits).isEqualTo(new ProducerLimits(1 << 20, 2L << 20, Duration.ofSeconds(5)));
  }

  @Test
  void aBufferThatHoldsNoRecordIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProducerLimits(100, 99, Duration.ofSeconds(5)))
        .withMessageContaining("99 bytes");
  }

  @Test
  void aTimeoutOfNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProducerLimits(100, 100, Duration.ZERO))
        .withMessageContaining("timeout");
  }
}
