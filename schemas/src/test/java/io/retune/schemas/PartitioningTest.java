package io.retune.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitioningTest {
  private static final int PARTITIONS = 7;

  @ParameterizedTest
  @ValueSource(strings = {"default/1", "default/guide/2", "café/3", "x"})
  void byKeyIsWhatKafkasOwnProducerDoes(String key) {
    // Given
    byte[] bytes = key.getBytes(java.nio.charset.StandardCharsets.UTF_8);

    // When
    int partition = Partitioning.BY_KEY.partition(key, PARTITIONS);

    // Then
    assertThat(partition).isEqualTo(BuiltInPartitioner.partitionForKey(bytes, PARTITIONS));
  }

  @Test
  void byCollectionKeepsAllRecordsOfACollectionTogether() {
    // Given
    var keys =
        IntStream.range(0, 200).mapToObj(i -> new EntryKey("manuals", "node/" + i).toString());

    // When
    var partitions = keys.map(key -> Partitioning.BY_COLLECTION.partition(key, PARTITIONS));

    // Then
    assertThat(partitions.distinct())
        .containsExactly(Partitioning.BY_COLLECTION.partition("manuals", PARTITIONS));
  }

  @Test
  void byCollectionSpreadsCollections() {
    // Given
    var collections = IntStream.range(0, 200).mapToObj(i -> "tenant-" + i + "/1");

    // When
    var partitions = collections.map(key -> Partitioning.BY_COLLECTION.partition(key, PARTITIONS));

    // Then
    assertThat(partitions.distinct()).hasSize(PARTITIONS);
  }

  @Test
  void theProducersPartitionerFollowsTheDeclarationBehindAPrefix() {
    // Given
    try (var partitioner = new TopicPartitioner()) {
      partitioner.configure(Map.of(TopicPartitioner.PREFIX_CONFIG, "test."));
      Cluster cluster = cluster("test.embeddings", "test.nodes");
      byte[] key = "manuals/node-1".getBytes(java.nio.charset.StandardCharsets.UTF_8);

      // When
      int embeddings = partitioner.partition("test.embeddings", null, key, null, null, cluster);
      int nodes = partitioner.partition("test.nodes", null, key, null, null, cluster);

      // Then
      assertThat(embeddings).isEqualTo(Partitioning.BY_COLLECTION.partition(key, PARTITIONS));
      assertThat(nodes).isEqualTo(Partitioning.BY_KEY.partition(key, PARTITIONS));
    }
  }

  private static Cluster cluster(String... topics) {
    Node broker = new Node(1, "localhost", 9092);
    List<PartitionInfo> partitions =
        java.util.Arrays.stream(topics)
            .flatMap(
                topic ->
                    IntStream.range(0, PARTITIONS)
                        .mapToObj(i -> new PartitionInfo(topic, i, broker, null, null)))
            .toList();
    return new Cluster("test", List.of(broker), partitions, java.util.Set.of(), java.util.Set.of());
  }
}
