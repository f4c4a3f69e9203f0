package io.retune.chassis.fair;

import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.lifecycle.StopSignal;
import io.retune.chassis.outage.AbandonedException;
import io.retune.schemas.lag.OffsetRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads committed records from their topic, with a consumer that is opened when it is needed. Not
 * thread-safe.
 */
final class TopicRereader implements RecordSource, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final KafkaClients clients;
  private final StopSignal stop;
  private Consumer<String, byte[]> consumer;

  TopicRereader(KafkaClients clients, StopSignal stop) {
    this.clients = clients;
    this.stop = stop;
  }

  @Override
  public Chunk read(TopicPartition partition, OffsetRange range) {
    if (consumer == null) {
      consumer = clients.committedReader();
    }
    boolean same = consumer.assignment().equals(Set.of(partition));
    if (!same) {
      consumer.assign(List.of(partition));
    }
    // What is read ahead stays where one read follows the other.
    if (!same || consumer.position(partition, TIMEOUT) != range.from()) {
      consumer.seek(partition, range.from());
    }
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    long next = range.from();
    // Marks of transactions have offsets too, and compaction removes records.
    while (records.isEmpty() && next < range.to()) {
      if (stop.isGiven()) {
        throw new AbandonedException("the process stops");
      }
      consumer.poll(POLL).forEach(records::add);
      next = consumer.position(partition, TIMEOUT);
    }
    records.removeIf(record -> record.offset() >= range.to());
    return new Chunk(records, Math.min(next, range.to()));
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
    }
  }
}
