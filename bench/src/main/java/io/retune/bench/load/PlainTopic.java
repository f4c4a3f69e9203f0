package io.retune.bench.load;

import io.retune.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A topic that nobody works on. */
final class PlainTopic {
  private static final String NAME = "plain";
  private static final int PARTITIONS = 4;
  private static final Duration POLL = Duration.ofMillis(20);

  private PlainTopic() {}

  /** Seconds until a load was written into it and read from it. */
  static double seconds(String bootstrap, Feeder feeder, Feeder.Form form, int count)
      throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        KafkaConsumer<String, byte[]> consumer =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(NAME, PARTITIONS, (short) 1)
                      .configs(Topics.NODES.settings(Duration.ofDays(1)))))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
      List<TopicPartition> partitions =
          IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(NAME, i)).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      partitions.forEach(consumer::position);
      long start = System.nanoTime();
      Thread writer = new Thread(() -> feeder.load(NAME, form, count, NAME), "plain");
      writer.start();
      int read = 0;
      while (read < count) {
        read += consumer.poll(POLL).count();
      }
      writer.join();
      return (System.nanoTime() - start) / 1e9;
    }
  }
}
