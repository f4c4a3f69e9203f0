package io.retune.chassis;

import io.micrometer.core.instrument.MeterRegistry;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.ProducerLimits;
import io.retune.chassis.kafka.RecordWriter;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Where a stage that reads a channel puts a record that no retry can fix. Connects with the first
 * one: most processes never need it. Thread-safe.
 */
@ApplicationScoped
public class DeadLetters {
  private static final Logger LOG = Logger.getLogger(DeadLetters.class);
  private static final ProducerLimits LIMITS =
      new ProducerLimits(
          Topics.LARGEST_MESSAGE_BYTES, Topics.LARGEST_MESSAGE_BYTES, Duration.ofMinutes(2));

  private final Service service;
  private final TopicNames names;
  private final MeterRegistry meters;
  private final RecordWriter writer;

  DeadLetters(Service service, TopicNames names, MeterRegistry meters, KafkaClients clients) {
    this.service = service;
    this.names = names;
    this.meters = meters;
    this.writer = new RecordWriter(clients, LIMITS);
  }

  /**
   * Puts the record aside as it was, with the reason in its headers, and counts it.
   *
   * @param source the topic it was read from
   * @param stage what was being done, such as {@code ask}
   * @return completed when the broker has it; failed if the broker does not take it
   */
  public CompletionStage<Void> send(
      ConsumerRecord<String, byte[]> record, Topic<?> source, String stage, Throwable cause) {
    DeadLetter letter =
        DeadLetter.of(
            service.name(),
            stage,
            record.topic(),
            record.partition(),
            record.offset(),
            cause,
            Clock.systemUTC().instant());
    LOG.warnf(
        "dead letter %s[%d]@%d key %s: %s",
        record.topic(), record.partition(), record.offset(), record.key(), letter.reason());
    count(meters, service.name(), source, stage);
    ProducerRecord<String, byte[]> dead =
        new ProducerRecord<>(
            names.deadLetters(service.name(), source),
            null,
            letter.key(record.key()),
            record.value(),
            record.headers());
    letter.stamp(dead.headers());
    return writer.send(dead).thenAccept(metadata -> {});
  }

  /** Counts a dead letter, whichever way it leaves. */
  public static void count(MeterRegistry meters, String service, Topic<?> source, String stage) {
    meters
        .counter("retune.dead.letters", "service", service, "topic", source.name(), "stage", stage)
        .increment();
  }

  @PreDestroy
  void close() {
    writer.close();
  }
}
