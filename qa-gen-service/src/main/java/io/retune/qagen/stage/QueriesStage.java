package io.retune.qagen.stage;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.chassis.DeadLetters;
import io.retune.chassis.kafka.LatestByKey;
import io.retune.qagen.query.QueryText;
import io.retune.schemas.EntryKey;
import io.retune.schemas.QueryKey;
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
 * Reads {@code queries}, writes {@code qa-pairs} records without a node. They tell the trainer
 * which questions users ask.
 */
@ApplicationScoped
class QueriesStage {

  private static final String GENERATOR = "queries";
  private static final int CONCURRENCY = 64;

  private final QaPairsSender sender;
  private final DeadLetters deadLetters;
  private final QaGenMeters meters;

  QueriesStage(QaPairsSender sender, DeadLetters deadLetters, QaGenMeters meters) {
    this.sender = sender;
    this.deadLetters = deadLetters;
    this.meters = meters;
  }

  @Incoming("queries")
  Uni<Void> forward(ConsumerRecords<String, byte[]> batch) {
    return Multi.createFrom()
        .iterable(LatestByKey.of(batch).latest())
        .onItem()
        .transformToUni(this::work)
        .merge(CONCURRENCY)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> work(ConsumerRecord<String, byte[]> record) {
    EntryKey key;
    QaPairs qaPairs;
    try {
      key = QueryKey.of(EntryKey.parse(record.key()));
      qaPairs = record.value() == null ? null : qaPairs(key, Topics.QUERIES.parse(record.value()));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      meters.queryFailed();
      return Uni.createFrom()
          .completionStage(() -> deadLetters.send(record, Topics.QUERIES, "decode", e));
    }
    meters.queryReceived(key.collection());
    if (qaPairs == null) {
      meters.queryDeleted(key.collection());
      return sender.delete(key, record);
    }
    return sender.send(key, qaPairs, record);
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
