package io.retune.trainer.train.upstream;

import io.retune.chassis.kafka.KafkaClients;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.lag.DoneOffsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks at what the consumer groups of the stages before training have not read, and at a sample of
 * its keys. Not thread-safe.
 */
public final class UpstreamReader implements Supplier<OnTheWay> {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);

  /** Offsets looked at behind a group's position, and as many before the end. */
  private static final long SAMPLE = 200;

  private final KafkaClients clients;
  private final TopicNames names;
  private final String embedGroup;

  /**
   * @param embedGroup the consumer group of this process's base model
   */
  public UpstreamReader(KafkaClients clients, TopicNames names, String embedGroup) {
    this.clients = Objects.requireNonNull(clients, "clients");
    this.names = Objects.requireNonNull(names, "names");
    this.embedGroup = Objects.requireNonNull(embedGroup, "embedGroup");
  }

  /** What a group has not done of a partition. */
  private record Backlog(long from, long to, DoneOffsets done) {}

  /**
   * @throws KafkaException if the cluster does not tell
   */
  @Override
  public OnTheWay get() {
    try (Admin admin = clients.admin();
        Consumer<String, byte[]> consumer = clients.committedReader()) {
      boolean documents =
          !backlogs(admin, consumer, names.group("ingest"), Topics.DOCUMENTS).isEmpty();
      Set<String> collections = new HashSet<>();
      collect(
          consumer, backlogs(admin, consumer, names.group("qa-gen"), Topics.NODES), collections);
      collect(consumer, backlogs(admin, consumer, embedGroup, Topics.QA_PAIRS), collections);
      return new OnTheWay(documents, collections);
    }
  }

  /** Empty for a group that has never read the topic: the stage is not part of this deployment. */
  private Map<TopicPartition, Backlog> backlogs(
      Admin admin, Consumer<String, byte[]> consumer, String group, Topic<?> topic) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        new HashMap<>(await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
    String name = names.of(topic);
    committed
        .entrySet()
        .removeIf(entry -> entry.getValue() == null || !entry.getKey().topic().equals(name));
    if (committed.isEmpty()) {
      return Map.of();
    }
    List<TopicPartition> partitions =
        consumer.partitionsFor(name, TIMEOUT).stream()
            .map(partition -> new TopicPartition(name, partition.partition()))
            .toList();
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions, TIMEOUT);
    Map<TopicPartition, Backlog> backlogs = new HashMap<>();
    consumer
        .endOffsets(partitions, TIMEOUT)
        .forEach(
            (partition, end) -> {
              OffsetAndMetadata position = committed.get(partition);
              DoneOffsets done = position == null ? DoneOffsets.below(0) : DoneOffsets.of(position);
              long from = Math.max(starts.get(partition), done.next());
              if (end > from) {
                backlogs.put(partition, new Backlog(from, end, done));
              }
            });
    return backlogs;
  }

  private static void collect(
      Consumer<String, byte[]> consumer,
      Map<TopicPartition, Backlog> backlogs,
      Set<String> collections) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    backlogs.forEach(
        (partition, backlog) -> {
          long firstEnd = Math.min(backlog.to(), backlog.from() + SAMPLE);
          DoneOffsets done = backlog.done();
          collect(
              consumer,
              new Sample(partition, backlog.from(), firstEnd, done),
              collections,
              deadline);
          long lastStart = Math.max(firstEnd, backlog.to() - SAMPLE);
          collect(
              consumer,
              new Sample(partition, lastStart, backlog.to(), done),
              collections,
              deadline);
        });
  }

  /** Offsets that are looked at; of collections that took their turn, some are done. */
  private record Sample(TopicPartition partition, long from, long to, DoneOffsets done) {}

  private static void collect(
      Consumer<String, byte[]> consumer, Sample sample, Set<String> collections, long deadline) {
    consumer.assign(List.of(sample.partition()));
    consumer.seek(sample.partition(), sample.from());
    // Marks of transactions have offsets too, so there may be nothing to read.
    while (consumer.position(sample.partition(), TIMEOUT) < sample.to()
        && System.nanoTime() < deadline) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        if (!sample.done().contains(record.offset())) {
          collection(record.key(), collections);
        }
      }
    }
  }

  private static void collection(String key, Set<String> collections) {
    try {
      collections.add(EntryKey.parse(key).collection());
    } catch (IllegalArgumentException e) {
      // Its reader makes a dead letter of it: nothing of it is on its way.
      return;
    }
  }

  private static <T> T await(org.apache.kafka.common.KafkaFuture<T> asked) {
    try {
      return asked.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the groups of the stages cannot be read: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }
}
