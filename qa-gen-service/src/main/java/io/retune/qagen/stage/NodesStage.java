package io.retune.qagen.stage;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.chassis.DeadLetters;
import io.retune.chassis.batch.PolledBatch;
import io.retune.chassis.fair.TurnSize;
import io.retune.chassis.kafka.LatestByKey;
import io.retune.chassis.outage.AbandonedException;
import io.retune.chassis.trace.StageSpan;
import io.retune.chassis.trace.StageTraces;
import io.retune.qagen.ask.AskedNode;
import io.retune.qagen.ask.QaGenConfig;
import io.retune.qagen.ask.QuestionAsker;
import io.retune.qagen.llm.LlmConfig;
import io.retune.schemas.EntryKey;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads {@code nodes} and what feedback found of them, {@code feedback-questions}, and writes
 * {@code qa-pairs}; collections take turns. A node that is read is asked questions and gets those
 * of feedback; where feedback alone has changed, a node that was asked is written with the others
 * as they were. Both come here, so that each node has one writer. What came of a batch and its
 * offsets are written as one, so a crash repeats a batch and neither loses nor doubles one, and an
 * instance that lost its partitions writes nothing more of them.
 */
@ApplicationScoped
class NodesStage {

  private static final String DECODE = "decode";
  private static final String ASK = "ask";
  private static final long BATCH_BYTES = 8 << 20;

  /** Half a second on one core, beside which a transaction does not count. */
  private static final int LOCAL_BATCH = 256;

  /** Calls of a language model that follow one another in a batch, of some seconds each. */
  private static final int CALLS_IN_A_ROW = 4;

  private final QuestionAsker asker;
  private final NodeFeedback feedback;
  private final AskedNodes askedNodes;
  private final TopicNames names;
  private final QaPairsRecords qaPairs;
  private final DeadLetters deadLetters;
  private final QaGenMeters meters;
  private final StageTraces traces;
  private final BatchChannel channel;

  NodesStage(
      QuestionAsker asker,
      NodeFeedback feedback,
      AskedNodes askedNodes,
      TopicNames names,
      QaPairsRecords qaPairs,
      DeadLetters deadLetters,
      QaGenMeters meters,
      StageTraces traces,
      QaGenConfig config,
      LlmConfig llmConfig,
      BatchChannel.Clients clients) {
    this.asker = asker;
    this.feedback = feedback;
    this.askedNodes = askedNodes;
    this.names = names;
    this.qaPairs = qaPairs;
    this.deadLetters = deadLetters;
    this.meters = meters;
    this.traces = traces;
    boolean remote = llmConfig.enabled();
    int concurrency = remote ? llmConfig.concurrency() : config.concurrency();
    int records = remote ? concurrency * CALLS_IN_A_ROW : LOCAL_BATCH;
    this.channel =
        new BatchChannel(
            Topics.NODES,
            "qa-gen",
            clients,
            deadLetters,
            concurrency,
            new TurnSize(records, BATCH_BYTES),
            meters.batch(),
            this::prepare);
    meters.waiting(channel.waiting());
  }

  @Incoming("nodes")
  Uni<Void> ask(
      ConsumerRecords<String, byte[]> batch,
      IncomingKafkaRecordBatchMetadata<String, byte[]> metadata) {
    return channel.take(batch, metadata);
  }

  @PreDestroy
  void close() {
    channel.close();
  }

  private BatchChannel.Prepared prepare(PolledBatch batch) {
    feedback.take(batch);
    String found = names.of(Topics.FEEDBACK_QUESTIONS);
    Map<Boolean, List<ConsumerRecord<String, byte[]>>> records =
        batch.records().stream()
            .collect(Collectors.partitioningBy(record -> record.topic().equals(found)));
    List<ConsumerRecord<String, byte[]>> nodes = LatestByKey.of(records.get(false)).latest();
    Set<String> keys = nodes.stream().map(ConsumerRecord::key).collect(Collectors.toSet());
    List<ConsumerRecord<String, byte[]>> changes =
        LatestByKey.of(records.get(true)).latest().stream()
            .filter(record -> !keys.contains(record.key()))
            .toList();
    Map<String, QaPairs> asked =
        askedNodes.of(changes.stream().map(ConsumerRecord::key).filter(Objects::nonNull).toList());
    return new BatchChannel.Prepared(
        Stream.concat(nodes.stream(), changes.stream()).toList(),
        (record, wanted) ->
            record.topic().equals(found)
                ? change(record, Optional.ofNullable(asked.get(record.key())))
                : traced(record, wanted));
  }

  /** Where a node is not there, or not asked yet, feedback waits for it. */
  private Output change(ConsumerRecord<String, byte[]> record, Optional<QaPairs> asked) {
    try {
      EntryKey key = EntryKey.parse(record.key());
      List<Question> questions = NodeFeedback.questions(record.value());
      Optional<QaPairs> changed =
          asked
              .filter(QaPairs::hasNode)
              .map(before -> FeedbackMerge.of(before, questions))
              .filter(after -> !after.equals(asked.get()));
      return changed.isEmpty()
          ? Output.none()
          : Output.of(
              qaPairs.of(key, changed.get(), record), () -> meters.feedbackTaken(key.collection()));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return Output.deadLetter(
          deadLetters.letter(record, Topics.FEEDBACK_QUESTIONS, DECODE, e), () -> {});
    }
  }

  private Output traced(ConsumerRecord<String, byte[]> record, BooleanSupplier wanted) {
    try (StageSpan span = traces.begin("qa-gen", record.topic(), record.key(), record.headers())) {
      span.continueIn(record.headers());
      try {
        return work(record, wanted);
      } catch (RuntimeException e) {
        span.failed(e);
        throw e;
      }
    }
  }

  private Output work(ConsumerRecord<String, byte[]> record, BooleanSupplier wanted) {
    EntryKey key;
    Node node;
    try {
      key = EntryKey.parse(record.key());
      node = record.value() == null ? null : Topics.NODES.parse(record.value());
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return Output.deadLetter(letter(record, DECODE, e), meters::nodeFailed);
    }
    String collection = key.collection();
    if (node == null) {
      return Output.of(
          qaPairs.tombstone(key, record),
          () -> {
            meters.nodeReceived(collection);
            meters.nodeDeleted(collection);
          });
    }
    AskedNode asked;
    try {
      asked = meters.asking(collection).record(() -> asker.ask(collection, node, wanted));
    } catch (AbandonedException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      // Whatever a generator cannot do with one text, the others go on.
      return Output.deadLetter(
          letter(record, ASK, e),
          () -> {
            meters.nodeReceived(collection);
            meters.nodeFailed(collection);
          });
    }
    return new Output(
        List.of(qaPairs.of(key, withFeedback(record.key(), asked.qaPairs()), record)),
        asked.failure().stream().map(failure -> letter(record, ASK, failure)).toList(),
        () -> {
          meters.nodeReceived(collection);
          meters.nodeAsked(collection, asked);
        });
  }

  private QaPairs withFeedback(String key, QaPairs asked) {
    return FeedbackMerge.of(asked, feedback.of(key));
  }

  private ProducerRecord<String, byte[]> letter(
      ConsumerRecord<String, byte[]> record, String stage, Throwable cause) {
    return deadLetters.letter(record, Topics.NODES, stage, cause);
  }
}
