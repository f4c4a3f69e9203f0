package io.retune.qagen.stage;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.chassis.DeadLetters;
import io.retune.chassis.fair.TurnSize;
import io.retune.qagen.query.QueryText;
import io.retune.schemas.EntryKey;
import io.retune.schemas.QueryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Query;
import io.retune.schemas.v1.Question;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.annotation.PreDestroy;
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
  private static final TurnSize BATCH = new TurnSize(500, 8 << 20);

  private final QaPairsRecords qaPairs;
  private final DeadLetters deadLetters;
  private final QaGenMeters meters;
  private final BatchChannel channel;

  QueriesStage(
      QaPairsRecords qaPairs,
      DeadLetters deadLetters,
      QaGenMeters meters,
      BatchChannel.Clients clients) {
    this.qaPairs = qaPairs;
    this.deadLetters = deadLetters;
    this.meters = meters;
    this.channel =
        new BatchChannel(
            Topics.QUERIES,
            "qa-gen-queries",
            clients,
            deadLetters,
            1,
            BATCH,
            meters.queriesBatch(),
            batch -> BatchChannel.Prepared.latest(batch, (record, wanted) -> work(record)));
  }

  @Incoming("queries")
  Uni<Void> forward(
      ConsumerRecords<String, byte[]> batch,
      IncomingKafkaRecordBatchMetadata<String, byte[]> metadata) {
    return channel.take(batch, metadata);
  }

  @PreDestroy
  void close() {
    channel.close();
  }

  private Output work(ConsumerRecord<String, byte[]> record) {
    EntryKey key;
    QaPairs value;
    try {
      key = QueryKey.of(EntryKey.parse(record.key()));
      value = record.value() == null ? null : qaPairs(key, Topics.QUERIES.parse(record.value()));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return Output.deadLetter(
          deadLetters.letter(record, Topics.QUERIES, "decode", e), meters::queryFailed);
    }
    String collection = key.collection();
    if (value == null) {
      return Output.of(
          qaPairs.tombstone(key, record),
          () -> {
            meters.queryReceived(collection);
            meters.queryDeleted(collection);
          });
    }
    return Output.of(qaPairs.of(key, value, record), () -> meters.queryReceived(collection));
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
