package io.retune.qagen.query;

import io.retune.chassis.Service;
import io.retune.qagen.question.QuestionId;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.EntryKey;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Query;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** Writes questions of users to {@code queries}. Thread-safe. */
@ApplicationScoped
public class QueryLog {

  private static final int CONCURRENCY = 64;

  private final MutinyEmitter<byte[]> emitter;
  private final Service service;

  QueryLog(@Channel("asked-queries") MutinyEmitter<byte[]> emitter, Service service) {
    this.emitter = emitter;
    this.service = service;
  }

  /**
   * Records the texts, which are valid.
   *
   * @return their ids in the same order, once the broker has them all
   */
  public Uni<List<String>> record(String collection, List<String> texts) {
    List<String> ids = texts.stream().map(QuestionId::ofQuery).toList();
    List<Uni<Void>> sent =
        texts.stream().map(text -> send(collection, QuestionId.ofQuery(text), text)).toList();
    return Uni.join().all(sent).usingConcurrencyOf(CONCURRENCY).andFailFast().replaceWith(ids);
  }

  private Uni<Void> send(String collection, String id, String text) {
    Instant now = Clock.systemUTC().instant();
    Query query =
        Query.newBuilder()
            .setCollection(collection)
            .setQueryId(id)
            .setText(text)
            .setAskedAt(InstantCodec.encode(now))
            .build();
    String key = new EntryKey(collection, id).toString();
    Headers headers = new RecordHeaders();
    // Each time that a question is asked is an event of its own.
    String event = CloudEvent.id(Topics.QUERIES, key, UUID.randomUUID().toString());
    service.event(Topics.QUERIES).stamp(headers, event, now);
    OutgoingKafkaRecordMetadata<String> metadata =
        OutgoingKafkaRecordMetadata.<String>builder().withKey(key).withHeaders(headers).build();
    return emitter.sendMessage(Message.of(query.toByteArray(), Metadata.of(metadata)));
  }
}
