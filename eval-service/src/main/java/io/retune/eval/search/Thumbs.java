package io.retune.eval.search;

import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.ProducerLimits;
import io.retune.chassis.kafka.RecordWriter;
import io.retune.eval.release.ReleaseConfig;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.feedback.FeedbackRecord;
import io.retune.schemas.feedback.UbiEvent;
import io.retune.schemas.feedback.UbiQuery;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Writes what people say of results as an application would: a search and an event of it.
 * Thread-safe.
 */
@ApplicationScoped
class Thumbs {
  private final TopicNames names;
  private final RecordWriter writer;

  Thumbs(TopicNames names, KafkaClients clients, ReleaseConfig config) {
    this.names = names;
    this.writer = new RecordWriter(clients, ProducerLimits.of(Topics.FEEDBACK, config.timeout()));
  }

  /**
   * Returns when the cluster has it.
   *
   * @param clientId who says so
   * @return the id of the search that it is told as
   * @throws org.apache.kafka.common.KafkaException if the cluster does not answer in time
   */
  String write(String collection, String clientId, ThumbRequest thumb) {
    Instant now = Clock.systemUTC().instant();
    String queryId = UUID.randomUUID().toString();
    writer.write(
        FeedbackRecord.of(
            names,
            collection,
            new UbiQuery(
                queryId,
                clientId,
                thumb.question(),
                thumb.shown(),
                OptionalInt.of(thumb.version()),
                now)));
    writer.write(
        FeedbackRecord.of(
            names,
            collection,
            new UbiEvent(
                queryId, clientId, thumb.thumb().action(), thumb.nodeId(), thumb.rank(), now)));
    return queryId;
  }

  @PreDestroy
  void close() {
    writer.close();
  }
}
