package io.retune.qagen.query;

import com.google.protobuf.Timestamp;
import io.retune.chassis.Service;
import io.retune.qagen.question.QuestionId;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Query;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
            .setAskedAt(
                Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
            .build();
    Headers headers = new RecordHeaders();
    service.event(Topics.QUERIES).stamp(headers, id, now);
    OutgoingKafkaRecordMetadata<String> metadata =
        OutgoingKafkaRecordMetadata.<String>builder()
            .withKey(new EntryKey(collection, id).toString())
            .withHeaders(headers)
            .build();
    return emitter.sendMessage(Message.of(query.toByteArray(), Metadata.of(metadata)));
  }
}
