package io.retune.trainer.embed;

import io.retune.chassis.DeadLetters;
import io.retune.chassis.Service;
import io.retune.chassis.trace.StageSpan;
import io.retune.chassis.trace.StageTraces;
import io.retune.embedding.BaseEmbeddingModel;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Embeddings;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * From {@code qa-pairs} to {@code embeddings}. A batch is committed when all that came of it is
 * with the broker; what a crash makes it do again gives the same records.
 */
@ApplicationScoped
class EmbedStage {

  private static final String STAGE = "embed";

  /** Longer than the producer tries. */
  private static final Duration SEND_TIMEOUT = Duration.ofMinutes(3);

  private final BatchEmbedder embedder;
  private final MutinyEmitter<Record<String, byte[]>> embeddings;
  private final DeadLetters deadLetters;
  private final EmbedMeters meters;
  private final EmbeddingProgress progress;
  private final CloudEvent event;
  private final StageTraces traces;
  private final String fingerprint;
  private final Clock clock = Clock.systemUTC();

  EmbedStage(
      BaseEmbeddingModel model,
      BaseModel modelMessage,
      @Channel("embeddings") MutinyEmitter<Record<String, byte[]>> embeddings,
      DeadLetters deadLetters,
      EmbedMeters meters,
      EmbeddingProgress progress,
      StageTraces traces,
      Service service) {
    this.embedder = new BatchEmbedder(model, modelMessage);
    this.embeddings = embeddings;
    this.deadLetters = deadLetters;
    this.meters = meters;
    this.progress = progress;
    this.traces = traces;
    this.event = service.event(Topics.EMBEDDINGS);
    this.fingerprint = LoadedBaseModel.shortFingerprint(model);
  }

  /** Returns when all is sent, so that no later batch is committed before an earlier one. */
  @Incoming("qa-pairs")
  @Blocking
  void embed(ConsumerRecords<String, byte[]> batch) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    batch.forEach(records::add);
    List<StageSpan> spans = records.stream().map(this::begin).toList();
    List<Outcome> done = List.of();
    progress.begin(records.size());
    try {
      List<Outcome> outcomes = meters.time(() -> embedder.embed(records));
      progress.send();
      List<Uni<Void>> sent = outcomes.stream().map(this::send).toList();
      Uni.join().all(sent).andFailFast().await().atMost(SEND_TIMEOUT);
      outcomes.forEach(meters::count);
      done = outcomes;
    } finally {
      progress.end(done);
      spans.forEach(StageSpan::close);
    }
  }

  private StageSpan begin(ConsumerRecord<String, byte[]> record) {
    StageSpan span = traces.begin(STAGE, record.topic(), record.key(), record.headers());
    span.continueIn(record.headers());
    return span;
  }

  private Uni<Void> send(Outcome outcome) {
    if (outcome instanceof Outcome.Embedded embedded) {
      return send(outcome.source(), embedded.embeddings());
    }
    if (outcome instanceof Outcome.TakenOver takenOver) {
      return send(outcome.source(), takenOver.embeddings());
    }
    if (outcome instanceof Outcome.Deleted) {
      return send(outcome.source(), (Embeddings) null);
    }
    if (outcome instanceof Outcome.Rejected rejected) {
      return Uni.createFrom()
          .completionStage(
              () -> deadLetters.send(outcome.source(), Topics.QA_PAIRS, STAGE, rejected.reason()));
    }
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> send(ConsumerRecord<String, byte[]> source, Embeddings message) {
    // The headers of earlier stages travel on, the trace among them.
    Headers headers = new RecordHeaders(source.headers().toArray());
    DeadLetter.remove(headers);
    event.stamp(headers, eventId(source), clock.instant());
    return embeddings.sendMessage(
        Message.of(Record.of(source.key(), message == null ? null : message.toByteArray()))
            .addMetadata(OutgoingKafkaRecordMetadata.builder().withHeaders(headers).build()));
  }

  private String eventId(ConsumerRecord<String, byte[]> source) {
    String position = CloudEvent.position(source.topic(), source.partition(), source.offset());
    return CloudEvent.id(Topics.EMBEDDINGS, source.key(), position + "-" + fingerprint);
  }
}
