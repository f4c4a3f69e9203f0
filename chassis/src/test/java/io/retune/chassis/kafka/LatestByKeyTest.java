package io.retune.chassis.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class LatestByKeyTest {
  @Test
  void aLaterRecordSupersedesAnEarlierOneOfItsKey() {
    // Given
    var first = record(0, "news/1");
    var other = record(1, "news/2");
    var second = record(2, "news/1");

    // When
    LatestByKey batch = LatestByKey.of(List.of(first, other, second));

    // Then
    assertThat(batch.latest()).containsExactly(other, second);
    assertThat(batch.superseded()).containsExactly(first);
  }

  @Test
  void recordsWithoutAKeyReplaceNothing() {
    // Given
    var first = record(0, null);
    var keyed = record(1, "news/1");
    var second = record(2, null);

    // When
    LatestByKey batch = LatestByKey.of(List.of(first, keyed, second));

    // Then
    assertThat(batch.latest()).containsExactly(first, keyed, second);
    assertThat(batch.superseded()).isEmpty();
  }

  private static ConsumerRecord<String, byte[]> record(long offset, String key) {
    return new ConsumerRecord<>("nodes", 0, offset, key, new byte[0]);
  }
}
