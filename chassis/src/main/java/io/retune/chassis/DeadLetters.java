package io.retune.chassis;

import io.micrometer.core.instrument.MeterRegistry;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Makes dead letters of the records that a stage reads from a channel and that no retry can fix.
 * They are written with what else came of the batch, so that a batch that is read again leaves them
 * once. Thread-safe.
 */
@ApplicationScoped
public class DeadLetters {
  private static final Logger LOG = Logger.getLogger(DeadLetters.class);

  private final Service service;
  private final TopicNames names;
  private final MeterRegistry meters;

  DeadLetters(Service service, TopicNames names, MeterRegistry meters) {
    this.service = service;
    this.names = names;
    this.meters = meters;
  }

  /**
   * The record as it was, with the reason in its headers.
   *
   * @param source the topic it was read from
   * @param stage what was being done, such as {@code ask}
   */
  public ProducerRecord<String, byte[]> letter(
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
    ProducerRecord<String, byte[]> dead =
        new ProducerRecord<>(
            names.deadLetters(service.name(), source),
            null,
            letter.key(record.key()),
            record.value(),
            record.headers());
    letter.stamp(dead.headers());
    return dead;
  }

  /** Logs and counts a dead letter that is written. */
  public void written(ProducerRecord<String, byte[]> dead, Topic<?> source) {
    DeadLetter letter = DeadLetter.read(dead.headers()).orElseThrow();
    LOG.warnf(
        "dead letter %s[%d]@%d key %s: %s",
        letter.topic(), letter.partition(), letter.offset(), dead.key(), letter.reason());
    count(meters, service.name(), source, letter.stage());
  }

  /** Counts a dead letter, whichever way it leaves. */
  public static void count(MeterRegistry meters, String service, Topic<?> source, String stage) {
    meters
        .counter("retune.dead.letters", "service", service, "topic", source.name(), "stage", stage)
        .increment();
  }
}
