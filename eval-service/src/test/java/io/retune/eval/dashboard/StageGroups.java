package io.retune.eval.dashboard;

import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import io.retune.testing.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The consumer groups of other stages: ingest has read everything, qa-gen is behind, embed has gone
 * home, and train has never run.
 */
final class StageGroups implements AutoCloseable {
  static final int UNREAD_NODES = 7;
  private static final int RECORDS = 40;

  private final KafkaConsumer<String, byte[]> ingest;
  private final KafkaConsumer<String, byte[]> qaGen;

  private StageGroups(KafkaConsumer<String, byte[]> ingest, KafkaConsumer<String, byte[]> qaGen) {
    this.ingest = ingest;
    this.qaGen = qaGen;
  }

  static StageGroups join(String bootstrap, TopicWriter writer) {
    for (Topic<?> topic : List.<Topic<?>>of(Topics.DOCUMENTS, Topics.NODES, Topics.QA_PAIRS)) {
      for (int i = 0; i < RECORDS; i++) {
        writer.writeBytes(topic, "handbook/" + i, bytes(i));
      }
    }
    KafkaConsumer<String, byte[]> ingest = member(bootstrap, "retune-ingest", Topics.DOCUMENTS);
    KafkaConsumer<String, byte[]> qaGen = member(bootstrap, "retune-qa-gen", Topics.NODES);
    for (int i = 0; i < UNREAD_NODES; i++) {
      writer.writeBytes(Topics.NODES, "handbook/" + i, bytes(i));
    }
    member(bootstrap, "retune-embed-0123456789ab", Topics.QA_PAIRS).close();
    return new StageGroups(ingest, qaGen);
  }

  /** In the group, with all read that is there. */
  private static KafkaConsumer<String, byte[]> member(
      String bootstrap, String group, Topic<?> topic) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(topic.name()));
    while (consumer.assignment().isEmpty()) {
      consumer.poll(Duration.ofMillis(100));
    }
    Map<TopicPartition, OffsetAndMetadata> ends =
        consumer.endOffsets(consumer.assignment()).entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue())));
    consumer.commitSync(ends);
    return consumer;
  }

  private static byte[] bytes(int i) {
    return Integer.toString(i).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    ingest.close();
    qaGen.close();
  }
}
