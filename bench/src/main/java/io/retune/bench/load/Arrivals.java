package io.retune.bench.load;

import io.retune.schemas.EntryKey;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads what comes out, in a thread of its own. Of the load it counts, of all others it keeps which
 * keys were there. Thread-safe.
 */
final class Arrivals implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration QUIET = Duration.ofSeconds(15);
  private static final List<Topic<?>> READ =
      List.of(Topics.NODES, Topics.QA_PAIRS, Topics.EMBEDDINGS, Topics.EVALUATION_REPORTS);

  private final String load;
  private final KafkaConsumer<String, byte[]> consumer;
  private final ConcurrentMap<String, Integer> others = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> loaded = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> bytes = new ConcurrentHashMap<>();
  private final AtomicLong lastOfLoad = new AtomicLong();
  private final Thread thread = new Thread(this::read, "arrivals");

  /**
   * @param load the collection that is counted
   */
  Arrivals(String bootstrap, String load) {
    this.load = load;
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        READ.stream()
            .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    thread.setDaemon(true);
    thread.start();
  }

  /** Records of the load in a topic. */
  long loaded(Topic<?> topic) {
    return loaded.getOrDefault(topic.name(), new LongAdder()).sum();
  }

  /** Bytes of all that came by, of all topics. */
  long bytes() {
    return bytes.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** When the last record of the load was in {@code embeddings}, by {@link System#nanoTime}. */
  long lastOfLoad() {
    return lastOfLoad.get();
  }

  /** Whether nothing of the load came for some seconds. */
  boolean isQuiet() {
    return System.nanoTime() - lastOfLoad.get() > QUIET.toNanos();
  }

  /** How many records of a topic have keys that begin like this; none of them the load's. */
  int count(Topic<?> topic, String prefix) {
    String wanted = topic.name() + ":" + prefix;
    return others.entrySet().stream()
        .filter(each -> each.getKey().startsWith(wanted))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /**
   * Waits for that.
   *
   * @return whether it came within that time
   */
  boolean await(BooleanSupplier wanted, Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    synchronized (others) {
      while (!wanted.getAsBoolean()) {
        if (System.nanoTime() > deadline) {
          return false;
        }
        try {
          others.wait(100);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
      return true;
    }
  }

  private void read() {
    try (consumer) {
      while (true) {
        consumer.poll(POLL).forEach(this::note);
        synchronized (others) {
          others.notifyAll();
        }
      }
    } catch (WakeupException e) {
      // It is closed.
    }
  }

  private void note(ConsumerRecord<String, byte[]> record) {
    bytes
        .computeIfAbsent(record.topic(), added -> new LongAdder())
        .add(record.serializedKeySize() + Math.max(0, record.serializedValueSize()));
    if (record.key().startsWith(EntryKey.prefix(load)) && !record.key().contains("/query-")) {
      loaded.computeIfAbsent(record.topic(), added -> new LongAdder()).increment();
      if (record.topic().equals(Topics.EMBEDDINGS.name())) {
        lastOfLoad.set(System.nanoTime());
      }
    } else {
      others.merge(record.topic() + ":" + record.key(), 1, Integer::sum);
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
