package io.retune.qagen.query;

import io.quarkus.runtime.StartupEvent;
import io.retune.chassis.Service;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.PartitionReader;
import io.retune.chassis.kafka.ProducerLimits;
import io.retune.chassis.kafka.RecordWriter;
import io.retune.chassis.lifecycle.DaemonThreads;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Deletes questions that nobody asked for long, each from its topic; all that was made of them
 * follows. Each instance looks through the partitions of {@code queries} that it reads, once an
 * hour. A question that is asked again in the second between the look and the deletion goes too.
 *
 * <p>Memory: the keys of what is deleted in one look, which has a bound; the rest goes with the
 * next. Thread-safe.
 */
@ApplicationScoped
public class ExpiredQueries {

  private static final Logger LOG = Logger.getLogger(ExpiredQueries.class);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration READ_TIMEOUT = Duration.ofMinutes(10);
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);
  private static final int MOST_AT_ONCE = 10_000;

  private final Supplier<List<TopicPartition>> owned;
  private final PartitionReader reader;
  private final RecordWriter writer;
  private final TopicNames names;
  private final Service service;
  private final Duration keep;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(new DaemonThreads("expired-queries"));

  ExpiredQueries(
      KafkaClients clients,
      KafkaClientService channels,
      TopicNames names,
      Service service,
      QueriesConfig config) {
    this.owned =
        () ->
            List.copyOf(
                channels
                    .getConsumer(Topics.QUERIES.name())
                    .getAssignments()
                    .await()
                    .atMost(WRITE_TIMEOUT));
    this.reader = new PartitionReader(clients, names, READ_TIMEOUT);
    this.writer = new RecordWriter(clients, ProducerLimits.of(Topics.QUERIES, WRITE_TIMEOUT));
    this.names = names;
    this.service = service;
    this.keep = config.keep();
  }

  void start(@Observes StartupEvent event) {
    // Not at the start: the channels have no partitions yet.
    thread.scheduleWithFixedDelay(this::tryDelete, 1, EVERY.toMinutes(), TimeUnit.MINUTES);
  }

  @PreDestroy
  void close() {
    thread.shutdownNow();
    writer.close();
  }

  private void tryDelete() {
    try {
      int deleted = delete(Clock.systemUTC().instant());
      if (deleted > 0) {
        LOG.infof("%d queries were last asked more than %s ago and are deleted", deleted, keep);
      }
    } catch (RuntimeException e) {
      LOG.warnf(
          "queries that nobody asked for long are looked for again later: %s", e.getMessage());
    }
  }

  /**
   * Looks through this instance's partitions once.
   *
   * @return how many questions were deleted
   * @throws org.apache.kafka.common.KafkaException if the cluster does not answer in time
   */
  int delete(Instant now) {
    long before = now.minus(keep).toEpochMilli();
    Set<String> expired = new HashSet<>();
    reader.all(owned.get(), record -> look(record, before, expired));
    expired.forEach(key -> writer.write(tombstone(key, now)));
    return expired.size();
  }

  private static void look(
      ConsumerRecord<String, byte[]> record, long before, Set<String> expired) {
    if (record.key() == null) {
      return;
    }
    boolean old = record.value() != null && record.timestamp() < before;
    if (old && expired.size() < MOST_AT_ONCE) {
      expired.add(record.key());
    } else {
      // Asked again since, or deleted already.
      expired.remove(record.key());
    }
  }

  private ProducerRecord<String, byte[]> tombstone(String key, Instant now) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(names.of(Topics.QUERIES), key, null);
    String id = CloudEvent.id(Topics.QUERIES, key, UUID.randomUUID().toString());
    service.event(Topics.QUERIES).stamp(record.headers(), id, now);
    return record;
  }
}
