package io.retune.eval.deadletter;

import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.PartitionUnreadException;
import io.retune.chassis.kafka.ProducerLimits;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.deadletter.Extent;
import io.retune.schemas.deadletter.LetterCluster;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

/** This service's cluster, as work on dead letters needs it. Thread-safe, but for its senders. */
@Singleton
class KafkaLetters implements LetterCluster {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int LARGEST = Topics.LARGEST_MESSAGE_BYTES + (64 << 10);

  private final KafkaClients clients;
  private final TopicNames names;

  KafkaLetters(KafkaClients clients, TopicNames names) {
    this.clients = clients;
    this.names = names;
  }

  @Override
  public TopicNames names() {
    return names;
  }

  @Override
  public Extent extent(List<? extends Topic<?>> topics) {
    try (Consumer<String, byte[]> consumer = clients.committedReader()) {
      List<TopicPartition> partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(names.of(topic), TIMEOUT).stream())
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      return new Extent(
          consumer.beginningOffsets(partitions, TIMEOUT), consumer.endOffsets(partitions, TIMEOUT));
    }
  }

  @Override
  public Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
    try (Consumer<String, byte[]> consumer = clients.committedReader()) {
      return consumer.endOffsets(partitions, TIMEOUT);
    }
  }

  @Override
  public void forEachWhile(Extent extent, Predicate<ConsumerRecord<String, byte[]>> reader) {
    if (extent.isEmpty()) {
      return;
    }
    try (Consumer<String, byte[]> consumer = clients.committedReader()) {
      Map<TopicPartition, Long> from =
          new HashMap<>(consumer.beginningOffsets(extent.from().keySet(), TIMEOUT));
      from.replaceAll((partition, begin) -> Math.max(begin, extent.from().get(partition)));
      consumer.assign(from.keySet());
      from.forEach(consumer::seek);
      read(consumer, extent.to(), reader);
    }
  }

  private static void read(
      Consumer<String, byte[]> consumer,
      Map<TopicPartition, Long> to,
      Predicate<ConsumerRecord<String, byte[]>> reader) {
    long lastNanos = System.nanoTime();
    while (to.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), TIMEOUT) < end.getValue())) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        lastNanos = System.nanoTime();
        // What came after the end was asked for is not of this range.
        if (record.offset() < to.get(new TopicPartition(record.topic(), record.partition()))
            && !reader.test(record)) {
          return;
        }
      }
      if (System.nanoTime() - lastNanos > TIMEOUT.toNanos()) {
        throw new PartitionUnreadException(
            "%s could not be read to their end".formatted(to.keySet()), null);
      }
    }
  }

  @Override
  public Sender sender() {
    return new ProducerSender(
        clients.producer(new ProducerLimits(LARGEST, LARGEST, TIMEOUT)), names);
  }

  @Override
  public void removeBefore(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, RecordsToDelete> before = new HashMap<>();
    ends.forEach((partition, end) -> before.put(partition, RecordsToDelete.beforeOffset(end)));
    try (Admin admin = clients.admin()) {
      admin.deleteRecords(before).all().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("no answer within " + TIMEOUT, e);
    }
  }

  /** Sends by a producer of its own. */
  private static final class ProducerSender implements Sender {
    private final Producer<String, byte[]> producer;
    private final TopicNames names;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    ProducerSender(Producer<String, byte[]> producer, TopicNames names) {
      this.producer = producer;
      this.names = names;
    }

    @Override
    public void send(
        Topic<?> topic, String key, byte[] value, Headers headers, LongConsumer placed) {
      producer.send(
          new ProducerRecord<>(names.of(topic), null, key, value, headers),
          (metadata, failed) -> {
            if (failed == null) {
              placed.accept(metadata.offset());
            } else {
              failure.compareAndSet(null, failed);
            }
          });
    }

    @Override
    public void flush() {
      producer.flush();
      Exception failed = failure.get();
      if (failed != null) {
        throw new KafkaException("a record was not taken: " + failed.getMessage(), failed);
      }
    }

    @Override
    public void close() {
      producer.close(TIMEOUT);
    }
  }
}
