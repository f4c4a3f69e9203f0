package io.retune.cli.flow;

import io.retune.cli.cluster.Cluster;
import io.retune.schemas.DeadLetterTopics;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Reads everything that comes through the flow into a ledger, in a thread of its own. */
public final class FlowWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final FlowLedger ledger;
  private final Consumer<String, byte[]> consumer;
  private final Map<String, Topic<?>> topics = new HashMap<>();
  private final Thread thread;
  private volatile KafkaException failure;
  private volatile boolean closed;

  private FlowWatch(Cluster cluster, FlowLedger ledger) {
    this.ledger = ledger;
    this.consumer = cluster.consumer();
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic<?> topic : watched(cluster)) {
      topics.put(cluster.names().of(topic), topic);
      partitions.addAll(cluster.partitions(consumer, topic));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    this.thread = new Thread(this::read, "flow-watch");
    thread.setDaemon(true);
  }

  /** Starts reading from the beginning of the topics, which must all be there. */
  public static FlowWatch start(Cluster cluster, FlowLedger ledger) {
    FlowWatch watch = new FlowWatch(cluster, ledger);
    watch.thread.start();
    return watch;
  }

  /** Why it reads no more; empty while it does. */
  public Optional<KafkaException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (consumer) {
      while (!closed) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          ledger.add(topics.get(record.topic()), record, Instant.now());
        }
      }
    } catch (WakeupException e) {
      // It is being closed.
      closed = true;
    } catch (KafkaException e) {
      failure = e;
    }
  }

  private List<Topic<?>> watched(Cluster cluster) {
    List<Topic<?>> watched =
        new ArrayList<>(
            List.of(
                Topics.NODES,
                Topics.QA_PAIRS,
                Topics.EMBEDDINGS,
                Topics.ADAPTER_CHECKPOINTS,
                Topics.EVALUATION_REPORTS));
    watched.addAll(DeadLetterTopics.among(consumer.listTopics().keySet(), cluster.names()));
    return watched;
  }
}
