package io.retune.trainer.embed;

import io.retune.chassis.DeadLetters;
import io.retune.chassis.Service;
import io.retune.chassis.batch.BatchTransactions;
import io.retune.chassis.batch.ChannelGroup;
import io.retune.chassis.batch.PolledBatch;
import io.retune.chassis.fair.FairChannel;
import io.retune.chassis.fair.TurnSize;
import io.retune.chassis.kafka.ProducerLimits;
import io.retune.chassis.trace.StageSpan;
import io.retune.chassis.trace.StageTraces;
import io.retune.embedding.BaseEmbeddingModel;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.BaseModel;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * From {@code qa-pairs} to {@code embeddings}; collections take turns. What came of a batch and its
 * offsets are written as one, so a crash repeats a batch and neither loses nor doubles one, and an
 * instance that lost its partitions writes nothing more of them.
 */
@ApplicationScoped
class EmbedStage {

  private static final String STAGE = "embed";
  private static final Duration SEND_TIMEOUT = Duration.ofSeconds(30);

  /** Enough questions to fill both cores, few enough that nobody waits for more than seconds. */
  private static final TurnSize BATCH = new TurnSize(32, 8 << 20);

  private final BatchEmbedder embedder;
  private final BatchTransactions transactions;
  private final FairChannel channel;
  private final DeadLetters deadLetters;
  private final EmbedMeters meters;
  private final EmbeddingProgress progress;
  private final CloudEvent event;
  private final StageTraces traces;
  private final String fingerprint;
  private final String topic;
  private final Clock clock = Clock.systemUTC();

  EmbedStage(
      BaseEmbeddingModel model,
      BaseModel modelMessage,
      BaseModelServer server,
      LocalQuestionShare localQuestions,
      EarlierVectors earlier,
      FairChannel.Surroundings surroundings,
      TopicNames names,
      DeadLetters deadLetters,
      EmbedMeters meters,
      EmbeddingProgress progress,
      StageTraces traces,
      Service service) {
    this.embedder =
        new BatchEmbedder(model, modelMessage, server.dependency(), localQuestions, earlier);
    this.transactions =
        new BatchTransactions(
            EmbedGroup.of(model, names),
            surroundings.kafka(),
            ProducerLimits.of(Topics.deadLetters(service.name(), Topics.QA_PAIRS), SEND_TIMEOUT),
            new ChannelGroup(surroundings.channels(), Topics.QA_PAIRS.name()),
            surroundings.stop());
    this.deadLetters = deadLetters;
    this.meters = meters;
    this.progress = progress;
    this.traces = traces;
    this.event = service.event(Topics.EMBEDDINGS);
    this.fingerprint = EmbedGroup.shortFingerprint(model);
    this.topic = names.of(Topics.EMBEDDINGS);
    // The last, as its thread begins at once.
    this.channel =
        new FairChannel(Topics.QA_PAIRS.name(), BATCH, surroundings, transactions, this::embed);
    meters.waiting(channel);
  }

  /** Completed when the records are noted. */
  @Incoming("qa-pairs")
  Uni<Void> embed(
      ConsumerRecords<String, byte[]> polled,
      IncomingKafkaRecordBatchMetadata<String, byte[]> metadata) {
    return channel.note(polled, metadata.getConsumerGroupGenerationId());
  }

  @PreDestroy
  void close() {
    channel.close();
    transactions.close();
  }

  private boolean embed(PolledBatch batch, BooleanSupplier wanted) {
    List<StageSpan> spans = batch.records().stream().map(this::begin).toList();
    List<Outcome> done = List.of();
    progress.begin(batch.records().size());
    try {
      List<Outcome> outcomes = meters.time(() -> embedder.embed(batch.records(), wanted));
      progress.send();
      if (!write(batch, outcomes)) {
        return false;
      }
      outcomes.forEach(meters::count);
      done = outcomes;
      return true;
    } finally {
      progress.end(done);
      spans.forEach(StageSpan::close);
    }
  }

  private boolean write(PolledBatch batch, List<Outcome> outcomes) {
    List<ProducerRecord<String, byte[]>> output = new ArrayList<>();
    List<ProducerRecord<String, byte[]>> letters = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Rejected rejected) {
        letters.add(
            deadLetters.letter(outcome.source(), Topics.QA_PAIRS, STAGE, rejected.reason()));
      } else {
        record(outcome).ifPresent(output::add);
      }
    }
    output.addAll(letters);
    if (!transactions.commit(batch, output)) {
      return false;
    }
    letters.forEach(letter -> deadLetters.written(letter, Topics.QA_PAIRS));
    return true;
  }

  private StageSpan begin(ConsumerRecord<String, byte[]> record) {
    StageSpan span = traces.begin(STAGE, record.topic(), record.key(), record.headers());
    span.continueIn(record.headers());
    return span;
  }

  /** Empty where nothing comes of it. */
  private Optional<ProducerRecord<String, byte[]>> record(Outcome outcome) {
    if (outcome instanceof Outcome.Embedded embedded) {
      return Optional.of(record(outcome.source(), embedded.embeddings().toByteArray()));
    }
    if (outcome instanceof Outcome.TakenOver takenOver) {
      return Optional.of(record(outcome.source(), takenOver.embeddings().toByteArray()));
    }
    return outcome instanceof Outcome.Deleted
        ? Optional.of(record(outcome.source(), null))
        : Optional.empty();
  }

  private ProducerRecord<String, byte[]> record(
      ConsumerRecord<String, byte[]> source, byte[] value) {
    // The headers of earlier stages travel on, the trace among them.
    Headers headers = new RecordHeaders(source.headers().toArray());
    DeadLetter.remove(headers);
    event.stamp(headers, eventId(source), clock.instant());
    return new ProducerRecord<>(topic, null, source.key(), value, headers);
  }

  private String eventId(ConsumerRecord<String, byte[]> source) {
    String position = CloudEvent.position(source.topic(), source.partition(), source.offset());
    return CloudEvent.id(Topics.EMBEDDINGS, source.key(), position + "-" + fingerprint);
  }
}
