package io.retune.chassis.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.Topics;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicStreamPartitionerTest {
  private static final int PARTITIONS = 7;

  @ParameterizedTest
  @ValueSource(strings = {"news/1", "news/2", "other/1"})
  void goesByTheDeclarationOfTheTopic(String key) {
    // When
    Optional<Set<Integer>> chosen =
        new TopicStreamPartitioner<byte[]>(Topics.EMBEDDINGS)
            .partitions("any", key, new byte[0], PARTITIONS);

    // Then
    assertThat(chosen).contains(Set.of(Topics.EMBEDDINGS.partition(key, PARTITIONS)));
  }

  @Test
  void aRecordWithoutAKeyGoesToTheFirstPartition() {
    // When
    Optional<Set<Integer>> chosen =
        new TopicStreamPartitioner<byte[]>(Topics.NODES)
            .partitions("any", null, new byte[0], PARTITIONS);

    // Then
    assertThat(chosen).contains(Set.of(0));
  }
}
