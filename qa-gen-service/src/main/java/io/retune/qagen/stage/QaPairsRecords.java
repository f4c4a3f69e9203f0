package io.retune.qagen.stage;

import io.retune.chassis.Service;
import io.retune.chassis.trace.StageTraces;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.EntryKey;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.QaPairs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Makes the records of {@code qa-pairs} out of what came of a record. Thread-safe. */
@ApplicationScoped
class QaPairsRecords {

  private final TopicNames names;
  private final Service service;

  QaPairsRecords(TopicNames names, Service service) {
    this.names = names;
    this.service = service;
  }

  ProducerRecord<String, byte[]> of(
      EntryKey key, QaPairs value, ConsumerRecord<String, byte[]> cause) {
    return record(key, value.toByteArray(), cause);
  }

  ProducerRecord<String, byte[]> tombstone(EntryKey key, ConsumerRecord<String, byte[]> cause) {
    return record(key, null, cause);
  }

  private ProducerRecord<String, byte[]> record(
      EntryKey key, byte[] value, ConsumerRecord<String, byte[]> cause) {
    return new ProducerRecord<>(
        names.of(Topics.QA_PAIRS), null, key.toString(), value, headers(key, cause));
  }

  private Headers headers(EntryKey key, ConsumerRecord<String, byte[]> cause) {
    Headers headers = StageTraces.only(cause.headers());
    // The same input gives the same id, also when it is read again after a crash.
    String position = CloudEvent.position(cause.topic(), cause.partition(), cause.offset());
    String id = CloudEvent.id(Topics.QA_PAIRS, key.toString(), position);
    service.event(Topics.QA_PAIRS).stamp(headers, id, Clock.systemUTC().instant());
    return headers;
  }
}
