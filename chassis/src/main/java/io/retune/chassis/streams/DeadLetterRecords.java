package io.retune.chassis.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.retune.chassis.DeadLetters;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;

/**
 * Makes the dead letters of a topology, which forwards them to the sink of the source's dead-letter
 * topic, so that they commit with everything else.
 *
 * @param service such as {@code ingest}
 * @param source the topic that is read
 */
public record DeadLetterRecords(String service, Topic<?> source, MeterRegistry meters) {
  private static final Logger LOG = Logger.getLogger(DeadLetterRecords.class);

  public DeadLetterRecords {
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(meters, "meters");
  }

  /**
   * The record as it was, with the reason in its headers.
   *
   * @param metadata of the record, as the processor's context has it
   * @param stage what was being done, such as {@code parse}
   */
  public Record<String, byte[]> of(
      Record<String, byte[]> record,
      Optional<RecordMetadata> metadata,
      String stage,
      Throwable cause,
      Instant now) {
    DeadLetter letter =
        DeadLetter.of(
            service,
            stage,
            metadata.map(RecordMetadata::topic).orElse(source.name()),
            metadata.map(RecordMetadata::partition).orElse(-1),
            metadata.map(RecordMetadata::offset).orElse(-1L),
            cause,
            now);
    LOG.warnf(
        "dead letter %s[%d]@%d key %s: %s",
        letter.topic(), letter.partition(), letter.offset(), record.key(), letter.reason());
    DeadLetters.count(meters, service, source, stage);
    Record<String, byte[]> dead =
        record.withKey(letter.key(record.key())).withHeaders(new RecordHeaders(record.headers()));
    letter.stamp(dead.headers());
    return dead;
  }

  /**
   * Puts a record aside: forwards it, with the reason in its headers, to the sink of dead letters.
   *
   * @param context of the processor that was given the record
   * @param sink its name in the topology
   */
  public void forward(
      ProcessorContext<String, ? super byte[]> context,
      Record<String, byte[]> record,
      String stage,
      Throwable cause,
      String sink) {
    context.forward(
        of(
            record,
            context.recordMetadata(),
            stage,
            cause,
            Instant.ofEpochMilli(context.currentSystemTimeMs())),
        sink);
  }

  /**
   * Adds the sink that takes them to their topic, each on the partition that the topic's
   * declaration says.
   *
   * @param sink its name in the topology
   * @param parents the processors that forward dead letters
   * @return the same topology
   */
  public Topology addSink(Topology topology, String sink, TopicNames names, String... parents) {
    return topology.addSink(
        sink,
        names.deadLetters(service, source),
        new StringSerializer(),
        new ByteArraySerializer(),
        new TopicStreamPartitioner<byte[]>(Topics.deadLetters(service, source)),
        parents);
  }
}
