package io.retune.chassis.kafka;

import io.retune.chassis.lifecycle.DaemonThreads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Hands over the committed records of all partitions of some topics, from the beginning and on,
 * until it is closed. Where the cluster fails, it begins again from the beginning after a while, so
 * records may come more than once. The taker is called by one thread of the follower's own; what it
 * throws is logged, and the next record follows. Thread-safe.
 */
public final class TopicFollower implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(TopicFollower.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final KafkaClients clients;
  private final List<String> topics;
  private final Duration retryAfter;
  private final java.util.function.Consumer<ConsumerRecord<String, byte[]>> taker;
  private final ScheduledExecutorService thread;
  private volatile Consumer<String, byte[]> running;
  private volatile boolean closed;
  private volatile boolean caughtUp;

  /**
   * @param topics their names in this deployment
   * @param retryAfter how long after a failure it begins again
   */
  public TopicFollower(
      KafkaClients clients,
      List<String> topics,
      Duration retryAfter,
      java.util.function.Consumer<ConsumerRecord<String, byte[]>> taker) {
    this.clients = Objects.requireNonNull(clients, "clients");
    this.topics = List.copyOf(topics);
    this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    this.taker = Objects.requireNonNull(taker, "taker");
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            new DaemonThreads("follow-" + String.join("-", topics)));
  }

  /** Begins to follow. To be called once. */
  public void start() {
    thread.scheduleWithFixedDelay(this::follow, 0, retryAfter.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether all records were handed over that were there when it began. */
  public boolean isCaughtUp() {
    return caughtUp;
  }

  /** Ends at once, but for a record that is being taken. */
  @Override
  public void close() {
    closed = true;
    Consumer<String, byte[]> consumer = running;
    if (consumer != null) {
      consumer.wakeup();
    }
    thread.shutdown();
  }

  private void follow() {
    try (Consumer<String, byte[]> consumer = clients.committedReader()) {
      running = consumer;
      follow(consumer);
    } catch (WakeupException e) {
      LOG.debugf("%s is followed no more", topics);
    } catch (RuntimeException e) {
      // Whatever it was, a follower that stops would show an ever older view.
      LOG.warnf(e, "following %s failed and begins again in %s", topics, retryAfter);
    } finally {
      running = null;
    }
  }

  private void follow(Consumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> partitions(consumer, topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
    while (!closed) {
      consumer.poll(POLL).forEach(this::take);
      caughtUp =
          caughtUp
              || ends.entrySet().stream()
                  .allMatch(end -> consumer.position(end.getKey(), TIMEOUT) >= end.getValue());
    }
  }

  private static List<PartitionInfo> partitions(Consumer<String, byte[]> consumer, String topic) {
    List<PartitionInfo> partitions = consumer.partitionsFor(topic, TIMEOUT);
    if (partitions == null || partitions.isEmpty()) {
      throw new UnknownTopicOrPartitionException("there is no topic " + topic);
    }
    return partitions;
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    try {
      taker.accept(record);
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s[%d]@%d was not taken", record.topic(), record.partition(), record.offset());
    }
  }
}
