package io.retune.qagen.stage;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.Timer;
import io.retune.chassis.DeadLetters;
import io.retune.chassis.kafka.LatestByKey;
import io.retune.chassis.trace.StageSpan;
import io.retune.chassis.trace.StageTraces;
import io.retune.qagen.ask.AskedNode;
import io.retune.qagen.ask.QaGenConfig;
import io.retune.qagen.ask.QuestionAsker;
import io.retune.qagen.llm.LlmConfig;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Node;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads {@code nodes}, writes {@code qa-pairs}. A batch is committed when all that came of it has
 * been sent, so a crash repeats a batch and loses none.
 */
@ApplicationScoped
class NodesStage {

  private static final String DECODE = "decode";
  private static final String ASK = "ask";

  private final QuestionAsker asker;
  private final QaPairsSender sender;
  private final DeadLetters deadLetters;
  private final QaGenMeters meters;
  private final StageTraces traces;
  private final int concurrency;

  NodesStage(
      QuestionAsker asker,
      QaPairsSender sender,
      DeadLetters deadLetters,
      QaGenMeters meters,
      StageTraces traces,
      QaGenConfig config,
      LlmConfig llmConfig) {
    this.asker = asker;
    this.sender = sender;
    this.deadLetters = deadLetters;
    this.meters = meters;
    this.traces = traces;
    this.concurrency = llmConfig.enabled() ? llmConfig.concurrency() : config.concurrency();
  }

  @Incoming("nodes")
  Uni<Void> ask(ConsumerRecords<String, byte[]> batch) {
    Timer.Sample sample = Timer.start();
    return Multi.createFrom()
        .iterable(LatestByKey.of(batch).latest())
        .onItem()
        .transformToUni(this::traced)
        .merge(concurrency)
        .collect()
        .last()
        .replaceWithVoid()
        .invoke(() -> sample.stop(meters.batch()));
  }

  private Uni<Void> traced(ConsumerRecord<String, byte[]> record) {
    StageSpan span = traces.begin("qa-gen", record.topic(), record.key(), record.headers());
    span.continueIn(record.headers());
    return work(record).onFailure().invoke(span::failed).eventually(span::close);
  }

  private Uni<Void> work(ConsumerRecord<String, byte[]> record) {
    EntryKey key;
    Node node;
    try {
      key = EntryKey.parse(record.key());
      node = record.value() == null ? null : Topics.NODES.parse(record.value());
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      meters.nodeFailed();
      return deadLetter(record, DECODE, e);
    }
    meters.nodeReceived(key.collection());
    if (node == null) {
      meters.nodeDeleted(key.collection());
      return sender.delete(key, record);
    }
    return Uni.createFrom()
        .item(() -> meters.asking(key.collection()).record(() -> asker.ask(key.collection(), node)))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onItemOrFailure()
        .transformToUni(
            (asked, failure) ->
                failure == null
                    ? forward(key, asked, record)
                    : failed(key.collection(), record, failure));
  }

  private Uni<Void> failed(
      String collection, ConsumerRecord<String, byte[]> record, Throwable failure) {
    meters.nodeFailed(collection);
    return deadLetter(record, ASK, failure);
  }

  private Uni<Void> forward(EntryKey key, AskedNode asked, ConsumerRecord<String, byte[]> record) {
    meters.nodeAsked(key.collection(), asked);
    Uni<Void> sent = sender.send(key, asked.qaPairs(), record);
    return asked
        .failure()
        .map(failure -> sent.chain(() -> deadLetter(record, ASK, failure)))
        .orElse(sent);
  }

  private Uni<Void> deadLetter(
      ConsumerRecord<String, byte[]> record, String stage, Throwable cause) {
    return Uni.createFrom()
        .completionStage(() -> deadLetters.send(record, Topics.NODES, stage, cause));
  }
}
