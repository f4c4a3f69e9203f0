package io.retune.eval.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.retune.chassis.Service;
import io.retune.chassis.streams.DeadLetterRecords;
import io.retune.eval.evaluation.CheckpointEvaluator;
import io.retune.eval.evaluation.CheckpointEvaluator.Evaluated;
import io.retune.eval.evaluation.EvaluationConfig;
import io.retune.eval.evaluation.EvaluationData;
import io.retune.eval.evaluation.EvaluationDataReader;
import io.retune.eval.gate.Champion;
import io.retune.eval.gate.GateState;
import io.retune.eval.gate.Verdict;
import io.retune.eval.release.DecodedCheckpoint;
import io.retune.eval.release.ReleaseFollowing;
import io.retune.eval.release.ReleaseMessages;
import io.retune.eval.release.Retention;
import io.retune.eval.report.ReportMessages;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.EntryKey;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.EvaluationReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Evaluates each checkpoint over the collection's examples, reports, and releases what the gate
 * lets through. Report, release, state and offset commit together.
 */
final class CheckpointProcessor implements Processor<String, byte[], String, byte[]> {
  private final Service service;
  private final EvaluationConfig config;
  private final EvidenceRule evidence;
  private final CheckpointEvaluator evaluator;
  private final Retention retention;
  private final ChampionAdapters adapters;
  private final DeadLetterRecords deadLetters;
  private final EvalMeters meters;
  private ProcessorContext<String, byte[]> context;
  private KeyValueStore<String, byte[]> examples;
  private KeyValueStore<String, byte[]> arrivals;
  private KeyValueStore<String, GateState> collections;

  CheckpointProcessor(
      Service service,
      EvaluationConfig config,
      EvidenceRule evidence,
      CheckpointEvaluator evaluator,
      Retention retention,
      ChampionAdapters adapters,
      DeadLetterRecords deadLetters,
      EvalMeters meters) {
    this.service = service;
    this.config = config;
    this.evidence = evidence;
    this.evaluator = evaluator;
    this.retention = retention;
    this.adapters = adapters;
    this.deadLetters = deadLetters;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    this.context = context;
    examples = context.getStateStore(EvalTopology.EXAMPLES);
    arrivals = context.getStateStore(EvalTopology.ARRIVALS);
    collections = context.getStateStore(EvalTopology.COLLECTIONS);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    try {
      EntryKey key = EntryKey.parse(record.key());
      long version = version(key);
      if (record.value() == null) {
        collections.put(key.collection(), stateOf(key.collection()).without(List.of(version)));
      } else {
        process(record, key, decode(record.value(), version));
      }
    } catch (IOException | IllegalArgumentException e) {
      context.forward(
          deadLetters.of(record, context.recordMetadata(), "evaluate", e, now()),
          EvalTopology.CHECKPOINT_DEAD_LETTERS);
    }
  }

  private void process(Record<String, byte[]> record, EntryKey key, DecodedCheckpoint candidate) {
    Instant start = now();
    String collection = key.collection();
    GateState state = stateOf(collection);
    Set<String> arrived = arrivedNodes(collection);
    Evaluated evaluated =
        evaluator.evaluate(
            candidate,
            state,
            read(collection, candidate.checkpoint(), arrived),
            adapters.find(collection, state.champion().version()),
            adapters.find(collection, state.champion().judgedVersion()));
    Duration taken = Duration.between(start, now());
    EvaluationReport report =
        ReportMessages.report(
            collection,
            candidate.checkpoint(),
            state.champion().version(),
            evaluated,
            taken,
            now());
    send(record, Topics.EVALUATION_REPORTS, key.toString(), report);
    GateState decided = release(record, collection, candidate, evaluated.verdict(), state);
    GateState kept = drop(record, collection, decided.withVersion(report.getVersion()));
    collections.put(collection, kept);
    arrived.forEach(nodeId -> arrivals.delete(EntryKey.prefix(collection) + nodeId));
    meters.evaluated(collection, evaluated, taken);
    meters.released(collection, kept.champion().version());
  }

  private GateState release(
      Record<String, byte[]> record,
      String collection,
      DecodedCheckpoint candidate,
      Verdict verdict,
      GateState before) {
    GateState state = verdict.tested() ? before.withTest() : before;
    long previous = state.champion().version();
    Instant now = now();
    return switch (verdict.release()) {
      case NOTHING -> state;
      case CANDIDATE -> {
        AdapterRelease release =
            ReleaseMessages.ofCheckpoint(
                candidate.checkpoint(), previous, ReleaseFollowing.GATE, verdict.reason(), now);
        send(record, Topics.ADAPTER_RELEASES, collection, release);
        adapters.remember(collection, candidate);
        yield state.serving(
            new Champion(
                candidate.checkpoint().getVersion(),
                candidate.judgedVersion(),
                verdict.kind(),
                verdict.evidence(),
                false),
            now.toEpochMilli());
      }
      case BASE -> {
        AdapterRelease release =
            ReleaseMessages.ofBase(
                collection, previous, ReleaseFollowing.GATE, verdict.reason(), now);
        send(record, Topics.ADAPTER_RELEASES, collection, release);
        yield state.serving(Champion.BASE, now.toEpochMilli());
      }
    };
  }

  private GateState drop(Record<String, byte[]> record, String collection, GateState state) {
    List<Long> superfluous = retention.superfluous(state);
    for (long version : superfluous) {
      context.forward(
          new Record<>(
              new EntryKey(collection, Long.toString(version)).toString(),
              null,
              record.timestamp()),
          Topics.ADAPTER_CHECKPOINTS.name());
    }
    return state.without(superfluous);
  }

  private static long version(EntryKey key) {
    try {
      return Long.parseLong(key.id());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("key '" + key + "' has no version", e);
    }
  }

  private static DecodedCheckpoint decode(byte[] value, long version) throws IOException {
    AdapterCheckpoint checkpoint = Topics.ADAPTER_CHECKPOINTS.parse(value);
    if (checkpoint.getVersion() != version || version < 1) {
      throw new InvalidProtocolBufferException(
          "a checkpoint of version " + checkpoint.getVersion() + " under the key of " + version);
    }
    return DecodedCheckpoint.of(checkpoint);
  }

  private EvaluationData read(
      String collection, AdapterCheckpoint checkpoint, Set<String> arrived) {
    EvaluationDataReader reader =
        new EvaluationDataReader(
            checkpoint.getBaseModel(),
            config.corpusOf(collection),
            arrived,
            evidence,
            config.maxQuestions());
    try (KeyValueIterator<String, byte[]> records =
        examples.prefixScan(EntryKey.prefix(collection), new StringSerializer())) {
      while (records.hasNext()) {
        KeyValue<String, byte[]> record = records.next();
        try {
          reader.add(Topics.EMBEDDINGS.parse(record.value));
        } catch (InvalidProtocolBufferException e) {
          // It became a dead letter when it arrived.
          continue;
        }
      }
    }
    return reader.read();
  }

  private Set<String> arrivedNodes(String collection) {
    Set<String> nodeIds = new HashSet<>();
    String prefix = EntryKey.prefix(collection);
    try (KeyValueIterator<String, byte[]> records =
        arrivals.prefixScan(prefix, new StringSerializer())) {
      records.forEachRemaining(record -> nodeIds.add(record.key.substring(prefix.length())));
    }
    return nodeIds;
  }

  private GateState stateOf(String collection) {
    GateState state = collections.get(collection);
    return state == null ? GateState.NEW : state;
  }

  private void send(Record<String, byte[]> cause, Topic<?> topic, String key, Message message) {
    Record<String, byte[]> sent =
        new Record<>(
            key, message.toByteArray(), cause.timestamp(), new RecordHeaders(cause.headers()));
    service.event(topic).stamp(sent.headers(), CloudEvent.id(topic, key, origin()), now());
    context.forward(sent, topic.name());
  }

  /** What is made of a record is made of it again, under the same id, if the work is done again. */
  private String origin() {
    RecordMetadata read = context.recordMetadata().orElseThrow();
    return CloudEvent.position(read.topic(), read.partition(), read.offset());
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
