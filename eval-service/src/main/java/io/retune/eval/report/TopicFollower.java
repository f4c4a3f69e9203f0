package io.retune.eval.report;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Hands over the committed records of all partitions of some topics, from the beginning, until it
 * is stopped or the cluster fails. Run again, it begins anew.
 */
final class TopicFollower implements Runnable {
  private static final Logger LOG = Logger.getLogger(TopicFollower.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Map<String, Object> kafka;
  private final List<String> topics;
  private final Consumer<ConsumerRecord<String, byte[]>> taker;
  private volatile boolean stopped;
  private volatile boolean caughtUp;

  TopicFollower(
      Map<String, Object> kafka,
      List<String> topics,
      Consumer<ConsumerRecord<String, byte[]>> taker) {
    this.kafka = Map.copyOf(kafka);
    this.topics = List.copyOf(topics);
    this.taker = taker;
  }

  @Override
  public void run() {
    if (stopped) {
      return;
    }
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic, TIMEOUT).stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
      while (!stopped) {
        consumer.poll(POLL).forEach(taker);
        caughtUp =
            caughtUp
                || ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
      }
    } catch (KafkaException e) {
      LOG.warnf("reading %s failed and is begun anew: %s", topics, e.getMessage());
    }
  }

  /** Whether all records were handed over that were there when it began. */
  boolean isCaughtUp() {
    return caughtUp;
  }

  /** Ends a run within a second. */
  void stop() {
    stopped = true;
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
