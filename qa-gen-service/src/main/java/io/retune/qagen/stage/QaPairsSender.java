package io.retune.qagen.stage;

import io.retune.chassis.Service;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.QaPairs;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** Writes what came of a record to {@code qa-pairs}. Thread-safe. */
@ApplicationScoped
class QaPairsSender {

  private final MutinyEmitter<byte[]> emitter;
  private final Service service;

  QaPairsSender(@Channel("qa-pairs") MutinyEmitter<byte[]> emitter, Service service) {
    this.emitter = emitter;
    this.service = service;
  }

  /** Completed when the broker has it. */
  Uni<Void> send(EntryKey key, QaPairs value, ConsumerRecord<String, byte[]> cause) {
    return send(key, value.toByteArray(), cause);
  }

  /** Sends a tombstone. Completed when the broker has it. */
  Uni<Void> delete(EntryKey key, ConsumerRecord<String, byte[]> cause) {
    return send(key, (byte[]) null, cause);
  }

  private Uni<Void> send(EntryKey key, byte[] value, ConsumerRecord<String, byte[]> cause) {
    OutgoingKafkaRecordMetadata<String> metadata =
        OutgoingKafkaRecordMetadata.<String>builder()
            .withKey(key.toString())
            .withHeaders(headers(key, cause))
            .build();
    return emitter.sendMessage(Message.of(value, Metadata.of(metadata)));
  }

  private Headers headers(EntryKey key, ConsumerRecord<String, byte[]> cause) {
    Headers headers = new RecordHeaders();
    carry("traceparent", cause.headers(), headers);
    carry("tracestate", cause.headers(), headers);
    // The same input gives the same id, also when it is read again after a crash.
    String position = CloudEvent.position(cause.topic(), cause.partition(), cause.offset());
    String id = CloudEvent.id(Topics.QA_PAIRS, key.toString(), position);
    service.event(Topics.QA_PAIRS).stamp(headers, id, Clock.systemUTC().instant());
    return headers;
  }

  private static void carry(String name, Headers from, Headers to) {
    Header header = from.lastHeader(name);
    if (header != null) {
      to.add(header);
    }
  }
}
