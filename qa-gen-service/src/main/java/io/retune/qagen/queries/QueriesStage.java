package io.retune.qagen.queries;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.MeterRegistry;
import io.retune.chassis.DeadLetters;
import io.retune.qagen.stage.LatestByKey;
import io.retune.qagen.stage.QaPairsSender;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Query;
import io.retune.schemas.v1.Question;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads {@code queries}, writes {@code qa-pairs} records without a node: the questions that users
 * ask, which tell the trainer where real questions lie.
 */
@ApplicationScoped
class QueriesStage {

  private static final String GENERATOR = "queries";
  private static final int CONCURRENCY = 64;

  private final QaPairsSender sender;
  private final DeadLetters deadLetters;
  private final MeterRegistry meters;

  QueriesStage(QaPairsSender sender, DeadLetters deadLetters, MeterRegistry meters) {
    this.sender = sender;
    this.deadLetters = deadLetters;
    this.meters = meters;
  }

  @Incoming("queries")
  Uni<Void> forward(ConsumerRecords<String, byte[]> batch) {
    return Multi.createFrom()
        .iterable(LatestByKey.of(batch))
        .onItem()
        .transformToUni(this::work)
        .merge(CONCURRENCY)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> work(ConsumerRecord<String, byte[]> record) {
    try {
      EntryKey key = QueryKey.inQaPairs(EntryKey.parse(record.key()));
      if (record.value() == null) {
        return sender.delete(key, record);
      }
      QaPairs qaPairs = qaPairs(key, Topics.QUERIES.parse(record.value()));
      meters.counter("retune.qagen.queries", "collection", key.collection()).increment();
      return sender.send(key, qaPairs, record);
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return Uni.createFrom()
          .completionStage(() -> deadLetters.send(record, Topics.QUERIES, "decode", e));
    }
  }

  private static QaPairs qaPairs(EntryKey key, Query query) {
    return QaPairs.newBuilder()
        .addQuestions(
            Question.newBuilder()
                .setQuestionId(key.id())
                .setText(QueryText.check(query.getText()))
                .setOrigin(Origin.ORIGIN_UNLABELLED)
                .setGenerator(GENERATOR))
        .build();
  }
}
