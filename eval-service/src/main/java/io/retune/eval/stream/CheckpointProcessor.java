package io.retune.eval.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.retune.chassis.Service;
import io.retune.chassis.kafka.CheckpointLog;
import io.retune.chassis.kafka.PartitionUnreadException;
import io.retune.chassis.streams.DeadLetterRecords;
import io.retune.eval.evaluation.CheckpointEvaluator;
import io.retune.eval.evaluation.CheckpointEvaluator.Evaluated;
import io.retune.eval.evaluation.EmbeddedShare;
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
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;

/**
 * Evaluates each checkpoint over the collection's examples, reports, and releases what the gate
 * lets through. Report, release, state and offset commit together.
 *
 * <p>A checkpoint waits, and later ones of its collection with it, while what it is compared with
 * cannot be read, and while the collection is being embedded with its base model. It is tried again
 * on the wall clock.
 */
final class CheckpointProcessor implements Processor<String, byte[], String, byte[]> {
  private static final Logger LOG = Logger.getLogger(CheckpointProcessor.class);

  private final Service service;
  private final EvaluationConfig config;
  private final EvidenceRule evidence;
  private final CheckpointEvaluator evaluator;
  private final Retention retention;
  private final ChampionAdapters adapters;
  private final DeadLetterRecords deadLetters;
  private final EvalMeters meters;
  private final CheckpointLog log;
  private final WaitingBoard board;
  private ProcessorContext<String, byte[]> context;
  private WaitingCheckpoints waiting;
  private KeyValueStore<String, byte[]> examples;
  private KeyValueStore<String, byte[]> arrivals;
  private KeyValueStore<String, GateState> collections;

  CheckpointProcessor(
      Service service,
      EvaluationConfig config,
      EvidenceRule evidence,
      CheckpointEvaluator evaluator,
      Retention retention,
      CheckpointLog log,
      DeadLetterRecords deadLetters,
      EvalMeters meters,
      WaitingBoard board) {
    this.service = service;
    this.config = config;
    this.evidence = evidence;
    this.evaluator = evaluator;
    this.retention = retention;
    this.log = log;
    this.adapters = new ChampionAdapters(log, config.cachedAdapters());
    this.deadLetters = deadLetters;
    this.meters = meters;
    this.board = board;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    this.context = context;
    examples = context.getStateStore(EvalTopology.EXAMPLES);
    arrivals = context.getStateStore(EvalTopology.ARRIVALS);
    collections = context.getStateStore(EvalTopology.COLLECTIONS);
    waiting = new WaitingCheckpoints(context.getStateStore(EvalTopology.WAITING), board);
    context.schedule(
        config.retryInterval(), PunctuationType.WALL_CLOCK_TIME, timestamp -> tryAgain());
  }

  @Override
  public void process(Record<String, byte[]> record) {
    Cause cause = Cause.of(record, context.recordMetadata().orElseThrow());
    try {
      EntryKey key = EntryKey.parse(record.key());
      long version = version(key);
      if (record.value() == null) {
        collections.put(key.collection(), stateOf(key.collection()).without(List.of(version)));
        waiting.remove(key.collection(), version);
        return;
      }
      DecodedCheckpoint candidate = decode(record.value(), version);
      WaitingCheckpoint first = waitingOf(cause, candidate.checkpoint());
      if (waiting.isEmpty(key.collection())) {
        attempt(cause, key.collection(), version, first, () -> Optional.of(candidate));
      } else {
        waiting.put(key.collection(), version, first.because("an earlier version waits"));
      }
    } catch (IOException | IllegalArgumentException | OutOfMemoryError e) {
      refuse(record, cause, e);
    }
  }

  @Override
  public void close() {
    if (waiting != null) {
      waiting.close();
    }
  }

  /** One checkpoint a collection: what it gave is committed before the next. */
  private void tryAgain() {
    for (String collection : waiting.collections()) {
      long version = waiting.first(collection).orElseThrow();
      WaitingCheckpoint checkpoint = waiting.find(collection, version).orElseThrow();
      Cause cause = Cause.of(checkpoint);
      String key = new EntryKey(collection, Long.toString(version)).toString();
      try {
        attempt(cause, collection, version, checkpoint, () -> reread(collection, version));
      } catch (IOException | IllegalArgumentException | OutOfMemoryError e) {
        refuseAgain(cause, collection, version, key, e);
      }
    }
  }

  /** A dead letter has the record as it was, which must be read once more. */
  private void refuseAgain(
      Cause cause, String collection, long version, String key, Throwable failure) {
    try {
      byte[] value = log.find(collection, version).map(AdapterCheckpoint::toByteArray).orElse(null);
      refuse(new Record<>(key, value, cause.timestamp(), cause.headers()), cause, failure);
      waiting.remove(collection, version);
    } catch (PartitionUnreadException e) {
      LOG.warnf("version %d of %s waits: %s", version, collection, e.getMessage());
    }
  }

  /** Reads a checkpoint; empty where it is not kept any more. */
  @FunctionalInterface
  private interface CandidateReader {
    Optional<DecodedCheckpoint> read() throws IOException;
  }

  private Optional<DecodedCheckpoint> reread(String collection, long version) throws IOException {
    Optional<AdapterCheckpoint> found = log.find(collection, version);
    return found.isEmpty() ? Optional.empty() : Optional.of(DecodedCheckpoint.of(found.get()));
  }

  /** Evaluates a checkpoint, or lets it wait. */
  private void attempt(
      Cause cause,
      String collection,
      long version,
      WaitingCheckpoint before,
      CandidateReader candidate)
      throws IOException {
    WaitingCheckpoint seen = before;
    try {
      EmbeddedShare share = share(collection, before.baseModel());
      long now = now().toEpochMilli();
      seen = before.seen(share.nodes(), now);
      if (!share.isAtLeast(config.minEmbeddedShare())
          && now - seen.grewAt() < config.embeddingStall().toMillis()) {
        await(
            collection,
            version,
            seen.because(
                "%d of %d nodes are embedded with its base model"
                    .formatted(share.nodes(), share.nodes() + share.foreignNodes())));
        return;
      }
      Optional<DecodedCheckpoint> read = candidate.read();
      if (read.isPresent()) {
        evaluate(cause, new EntryKey(collection, Long.toString(version)), read.get());
      } else {
        LOG.warnf("version %d of %s waited and is gone", version, collection);
      }
      waiting.remove(collection, version);
    } catch (PartitionUnreadException e) {
      await(collection, version, seen.because(e.getMessage()));
    }
  }

  private void await(String collection, long version, WaitingCheckpoint checkpoint) {
    LOG.warnf(
        "version %d of %s waits and is tried again in %s: %s",
        version, collection, config.retryInterval(), checkpoint.reason());
    waiting.put(collection, version, checkpoint);
    meters.watchWaiting(collection, board);
  }

  private WaitingCheckpoint waitingOf(Cause cause, AdapterCheckpoint checkpoint) {
    return new WaitingCheckpoint(
        cause.position().topic(),
        cause.position().partition(),
        cause.position().offset(),
        cause.timestamp(),
        checkpoint.getBaseModel().getFingerprint(),
        0,
        now().toEpochMilli(),
        "");
  }

  private EmbeddedShare share(String collection, String fingerprint) {
    try (KeyValueIterator<String, byte[]> records =
        examples.prefixScan(EntryKey.prefix(collection), new StringSerializer())) {
      return EmbeddedShare.count(
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return records.hasNext();
            }

            @Override
            public byte[] next() {
              return records.next().value;
            }
          },
          fingerprint);
    }
  }

  private void refuse(Record<String, byte[]> record, Cause cause, Throwable failure) {
    Throwable reason =
        failure instanceof OutOfMemoryError
            ? new IllegalStateException(
                "there is not enough memory to evaluate it: " + failure.getMessage())
            : failure;
    context.forward(
        deadLetters.of(record, Optional.of(cause.position()), "evaluate", reason, now()),
        EvalTopology.CHECKPOINT_DEAD_LETTERS);
  }

  private void evaluate(Cause cause, EntryKey key, DecodedCheckpoint candidate) {
    Instant start = now();
    String collection = key.collection();
    GateState state = stateOf(collection);
    Set<String> arrived = arrivedNodes(collection);
    EvaluationData data = read(collection, candidate.checkpoint(), arrived);
    Evaluated evaluated =
        evaluator.evaluate(
            candidate,
            state,
            data,
            adapters.find(collection, state.champion().version()),
            adapters.find(collection, state.champion().judgedVersion()),
            adapters.find(collection, state.champion().provedVersion()));
    Duration taken = Duration.between(start, now());
    EvaluationReport report =
        ReportMessages.report(
            collection,
            candidate.checkpoint(),
            state.champion().version(),
            evaluated,
            taken,
            now());
    send(cause, Topics.EVALUATION_REPORTS, key.toString(), report);
    GateState judged =
        evaluated.verdict().tested()
            ? state.withTest(CheckpointEvaluator.test(state, data))
            : state;
    GateState decided = release(cause, collection, candidate, evaluated.verdict(), judged);
    GateState kept = drop(cause, collection, decided.withVersion(report.getVersion()));
    collections.put(collection, kept);
    arrived.forEach(nodeId -> arrivals.delete(EntryKey.prefix(collection) + nodeId));
    meters.evaluated(collection, evaluated, taken);
    meters.released(collection, kept.champion().version());
  }

  private GateState release(
      Cause cause,
      String collection,
      DecodedCheckpoint candidate,
      Verdict verdict,
      GateState state) {
    long previous = state.champion().version();
    Instant now = now();
    return switch (verdict.release()) {
      case NOTHING -> state;
      case CANDIDATE -> {
        AdapterRelease release =
            ReleaseMessages.ofCheckpoint(
                candidate.checkpoint(), previous, ReleaseFollowing.GATE, verdict.reason(), now);
        send(cause, Topics.ADAPTER_RELEASES, collection, release);
        adapters.remember(collection, candidate);
        yield state.serving(
            Champion.of(
                verdict,
                candidate.checkpoint().getVersion(),
                candidate.judgedVersion(),
                state.champion()),
            now.toEpochMilli());
      }
      case BASE -> {
        AdapterRelease release =
            ReleaseMessages.ofBase(
                collection, previous, ReleaseFollowing.GATE, verdict.reason(), now);
        send(cause, Topics.ADAPTER_RELEASES, collection, release);
        yield state.serving(state.champion().revertedToBase(), now.toEpochMilli());
      }
    };
  }

  private GateState drop(Cause cause, String collection, GateState state) {
    List<Long> superfluous = retention.superfluous(state);
    for (long version : superfluous) {
      context.forward(
          new Record<>(
              new EntryKey(collection, Long.toString(version)).toString(), null, cause.timestamp()),
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

  private void send(Cause cause, Topic<?> topic, String key, Message message) {
    Record<String, byte[]> sent =
        new Record<>(
            key, message.toByteArray(), cause.timestamp(), new RecordHeaders(cause.headers()));
    service.event(topic).stamp(sent.headers(), CloudEvent.id(topic, key, cause.origin()), now());
    context.forward(sent, topic.name());
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
