package io.retune.chassis;

import io.micrometer.core.instrument.MeterRegistry;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/** Where a stage that reads a channel puts a record it cannot work on. Thread-safe. */
@ApplicationScoped
public class DeadLetters {
  private static final Logger LOG = Logger.getLogger(DeadLetters.class);

  private final Service service;
  private final TopicNames names;
  private final MeterRegistry meters;
  private final Map<String, Object> kafka;
  private Producer<String, byte[]> producer;

  DeadLetters(
      Service service,
      TopicNames names,
      MeterRegistry meters,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.service = service;
    this.names = names;
    this.meters = meters;
    this.kafka = kafka;
  }

  /**
   * Puts the record aside as it was, with the reason in its headers, and counts it.
   *
   * @param source the topic it was read from
   * @param stage what was being done, such as {@code generate}
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
            record.key(),
            record.value(),
            record.headers());
    letter.stamp(dead.headers());
    CompletableFuture<Void> sent = new CompletableFuture<>();
    producer()
        .send(
            dead,
            (metadata, failure) -> {
              if (failure == null) {
                sent.complete(null);
              } else {
                sent.completeExceptionally(failure);
              }
            });
    return sent;
  }

  /** Counts a dead letter, whichever way it leaves. */
  public static void count(MeterRegistry meters, String service, Topic<?> source, String stage) {
    meters
        .counter("retune.dead.letters", "service", service, "topic", source.name(), "stage", stage)
        .increment();
  }

  /** Most processes never need it. */
  private synchronized Producer<String, byte[]> producer() {
    if (producer == null) {
      Map<String, Object> settings = new HashMap<>(kafka);
      settings.put(ProducerConfig.ACKS_CONFIG, "all");
      settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_MESSAGE_BYTES);
      settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) Topics.LARGEST_MESSAGE_BYTES);
      producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close();
    }
  }
}
