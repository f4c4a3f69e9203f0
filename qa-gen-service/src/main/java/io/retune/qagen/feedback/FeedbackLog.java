package io.retune.qagen.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import io.retune.schemas.TopicNames;
import io.retune.schemas.feedback.FeedbackRecord;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** Writes what applications tell to {@code feedback}. Thread-safe. */
@ApplicationScoped
public class FeedbackLog {
  private static final int CONCURRENCY = 64;

  private final MutinyEmitter<byte[]> emitter;
  private final TopicNames names;

  FeedbackLog(@Channel("given-feedback") MutinyEmitter<byte[]> emitter, TopicNames names) {
    this.emitter = emitter;
    this.names = names;
  }

  /**
   * Records queries and events of UBI, which are valid and not empty.
   *
   * @return completed once the broker has them all
   */
  public Uni<Void> record(String collection, List<JsonNode> records) {
    List<Uni<Void>> sent = records.stream().map(json -> send(collection, json)).toList();
    return Uni.join().all(sent).usingConcurrencyOf(CONCURRENCY).andFailFast().replaceWithVoid();
  }

  private Uni<Void> send(String collection, JsonNode json) {
    ProducerRecord<String, byte[]> record =
        FeedbackRecord.of(names, collection, json.path("query_id").asText(), json);
    OutgoingKafkaRecordMetadata<String> metadata =
        OutgoingKafkaRecordMetadata.<String>builder()
            .withKey(record.key())
            .withHeaders(record.headers())
            .build();
    return emitter.sendMessage(Message.of(record.value(), Metadata.of(metadata)));
  }
}
