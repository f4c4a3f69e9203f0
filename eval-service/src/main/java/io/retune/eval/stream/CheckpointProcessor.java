package io.retune.eval.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.retune.chassis.Service;
import io.retune.chassis.kafka.BaseModelLog;
import io.retune.chassis.kafka.CheckpointLog;
import io.retune.chassis.streams.DeadLetterRecords;
import io.retune.eval.evaluation.CheckpointEvaluator;
import io.retune.eval.evaluation.CheckpointEvaluator.Evaluated;
import io.retune.eval.evaluation.EmbeddedShare;
import io.retune.eval.evaluation.EvaluationConfig;
import io.retune.eval.gate.Champion;
import io.retune.eval.gate.GateState;
import io.retune.eval.gate.Verdict;
import io.retune.eval.keyword.KeywordIndexes;
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
import io.retune.schemas.v1.Lineage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;

/**
 * Has each checkpoint evaluated over the collection's examples, reports, and releases what the gate
 * lets through. Report, release, state and offset commit together.
 *
 * <p>The stream thread only begins an evaluation, with a view of the collection as it is then; it
 * runs in one of the {@link EvaluationQueues}, and a later look picks up what came of it. Until
 * then the checkpoint waits in a store, and later ones of its collection with it. If the task is
 * closed before that, the result is dropped, and whoever has the task then evaluates again. A
 * checkpoint also waits while what it is compared with cannot be read, and while the collection is
 * being embedded with its base model; then it is tried again on the wall clock.
 */
final class CheckpointProcessor implements Processor<String, byte[], String, byte[]> {
  private static final Logger LOG = Logger.getLogger(CheckpointProcessor.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Service service;
  private final EvaluationConfig config;
  private final EvaluationWork work;
  private final EvaluationQueues queues;
  private final Retention retention;
  private final ChampionAdapters adapters;
  private final KeywordIndexes indexes;
  private final DeadLetterRecords deadLetters;
  private final EvalMeters meters;
  private final WaitingBoard board;
  private final Map<String, EvaluationAttempt> attempts = new HashMap<>();

  /** What checkpoints came with, by their keys, as long as this task has had them. */
  private final Map<String, Cause> causes = new HashMap<>();

  /** Collections that may have a place in the worker's queue. */
  private final Set<String> queued = new HashSet<>();

  /** When a collection's checkpoint is tried again, in milliseconds since 1970. */
  private final Map<String, Long> nextTries = new HashMap<>();

  private ProcessorContext<String, byte[]> context;
  private WaitingCheckpoints waiting;
  private IndexCare care;
  private KeyValueStore<String, byte[]> examples;
  private KeyValueStore<String, byte[]> arrivals;
  private KeyValueStore<String, GateState> collections;

  CheckpointProcessor(
      Service service,
      EvaluationConfig config,
      EvidenceRule evidence,
      CheckpointEvaluator evaluator,
      EvaluationQueues queues,
      KeywordIndexes indexes,
      Retention retention,
      CheckpointLog log,
      BaseModelLog baseModels,
      DeadLetterRecords deadLetters,
      EvalMeters meters,
      WaitingBoard board) {
    this.service = service;
    this.config = config;
    this.adapters = new ChampionAdapters(log, config.cachedAdapters());
    this.work = new EvaluationWork(config, evidence, evaluator, log, adapters, indexes, baseModels);
    this.queues = queues;
    this.indexes = indexes;
    this.retention = retention;
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
    care =
        new IndexCare(
            indexes, queues.large(), collection -> collections.get(collection) != null, this::open);
    context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, timestamp -> look());
    context.schedule(
        IndexCare.EVERY, PunctuationType.WALL_CLOCK_TIME, timestamp -> care.look(now()));
  }

  @Override
  public void process(Record<String, byte[]> record) {
    Cause cause = Cause.of(record, context.recordMetadata().orElseThrow());
    try {
      EntryKey key = EntryKey.parse(record.key());
      String collection = key.collection();
      long version = version(key);
      dropAttempt(collection, version);
      if (record.value() == null) {
        collections.put(collection, stateOf(collection).without(List.of(version)));
        doneWith(collection, version);
        return;
      }
      DecodedCheckpoint candidate = decode(record.value(), version);
      waiting.put(collection, version, waitingOf(cause, candidate.checkpoint()));
      meters.watchWaiting(collection, board);
      causes.put(record.key(), cause);
      advance(collection, candidate);
    } catch (IOException | IllegalArgumentException | OutOfMemoryError e) {
      refuse(record, cause, e);
    }
  }

  /** What is under way is done again by whoever has the task next. */
  @Override
  public void close() {
    attempts.values().forEach(EvaluationAttempt::close);
    attempts.clear();
    queued.forEach(queues::leave);
    queued.clear();
    if (waiting != null) {
      waiting.close();
      care.close();
    }
  }

  private void look() {
    for (String collection : List.copyOf(attempts.keySet())) {
      pickUp(collection);
    }
    for (String collection : waiting.collections()) {
      advance(collection, null);
    }
    care.proceed();
  }

  /**
   * Has a collection's oldest checkpoint evaluated, if it is its turn.
   *
   * @param fresh the one that was just read; null where there is none
   */
  private void advance(String collection, DecodedCheckpoint fresh) {
    if (attempts.containsKey(collection)
        || now().toEpochMilli() < nextTries.getOrDefault(collection, 0L)) {
      return;
    }
    long version = waiting.first(collection).orElseThrow();
    WaitingCheckpoint before = waiting.find(collection, version).orElseThrow();
    Optional<DecodedCheckpoint> candidate =
        Optional.ofNullable(fresh).filter(read -> read.checkpoint().getVersion() == version);
    GateState state = stateOf(collection);
    queued.add(collection);
    EvaluationWork.Task task =
        new EvaluationWork.Task(collection, version, candidate, state, mayWait(before));
    queues
        .of(before.trainedNodes())
        .<EvaluationOutcome>offer(
            collection,
            () -> {
              indexes.compared(collection);
              StoredRecords records = open(collection);
              return () -> work.evaluate(task, records);
            })
        .ifPresent(
            result ->
                attempts.put(
                    collection,
                    new EvaluationAttempt(version, before, state, arrived(collection), result)));
    pickUp(collection);
  }

  private EvaluationWork.MayWait mayWait(WaitingCheckpoint before) {
    long now = now().toEpochMilli();
    return share ->
        !share.isAtLeast(config.minEmbeddedShare())
            && now - before.seen(share.nodes(), now).grewAt() < config.embeddingStall().toMillis();
  }

  private void pickUp(String collection) {
    EvaluationAttempt attempt = attempts.get(collection);
    if (attempt == null || !attempt.isDone()) {
      return;
    }
    attempts.remove(collection);
    try (attempt) {
      finish(collection, attempt);
    }
  }

  private void finish(String collection, EvaluationAttempt attempt) {
    long version = attempt.version();
    EvaluationOutcome outcome = attempt.outcome();
    if (outcome instanceof EvaluationOutcome.Done done) {
      if (!stateOf(collection).champion().equals(attempt.state().champion())) {
        LOG.infof(
            "version %d of %s is evaluated again: another version was released meanwhile",
            version, collection);
        return;
      }
      conclude(collection, attempt, done);
      doneWith(collection, version);
    } else if (outcome instanceof EvaluationOutcome.Embedding embedding) {
      EmbeddedShare share = embedding.share();
      await(
          collection,
          version,
          attempt
              .before()
              .seen(share.nodes(), now().toEpochMilli())
              .because(
                  "%d of %d nodes are embedded with its base model"
                      .formatted(share.nodes(), share.nodes() + share.foreignNodes())));
    } else if (outcome instanceof EvaluationOutcome.Delayed delayed) {
      await(collection, version, attempt.before().because(delayed.reason()));
    } else if (outcome instanceof EvaluationOutcome.Refused refused) {
      Cause cause = cause(collection, version, attempt.before());
      Record<String, byte[]> record =
          new Record<>(
              key(collection, version),
              refused.checkpoint().toByteArray(),
              cause.timestamp(),
              cause.headers());
      refuse(record, cause, refused.reason());
      doneWith(collection, version);
    } else {
      LOG.warnf("version %d of %s waited and is gone", version, collection);
      doneWith(collection, version);
    }
  }

  private void dropAttempt(String collection, long version) {
    EvaluationAttempt attempt = attempts.get(collection);
    if (attempt != null && attempt.version() == version) {
      attempts.remove(collection);
      attempt.close();
    }
  }

  private void doneWith(String collection, long version) {
    waiting.remove(collection, version);
    causes.remove(key(collection, version));
    nextTries.remove(collection);
    if (waiting.isEmpty(collection)) {
      queues.leave(collection);
      queued.remove(collection);
    }
  }

  private void await(String collection, long version, WaitingCheckpoint checkpoint) {
    LOG.warnf(
        "version %d of %s waits and is tried again in %s: %s",
        version, collection, config.retryInterval(), checkpoint.reason());
    waiting.put(collection, version, checkpoint);
    nextTries.put(collection, now().plus(config.retryInterval()).toEpochMilli());
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
        "it is evaluated when its turn comes",
        trainedNodes(checkpoint.getLineage()));
  }

  private static long trainedNodes(Lineage lineage) {
    return Math.max(lineage.getNodes(), lineage.getOfferedNodes());
  }

  private Cause cause(String collection, long version, WaitingCheckpoint before) {
    Cause known = causes.get(key(collection, version));
    return known == null ? Cause.of(before) : known;
  }

  private StoredRecords open(String collection) {
    return StoredRecords.open(examples, arrivals, collection);
  }

  private KeyValueIterator<String, byte[]> arrived(String collection) {
    return arrivals.prefixScan(EntryKey.prefix(collection), new StringSerializer());
  }

  private void refuse(Record<String, byte[]> record, Cause cause, Throwable failure) {
    context.forward(
        deadLetters.of(record, Optional.of(cause.position()), "evaluate", failure, now()),
        EvalTopology.CHECKPOINT_DEAD_LETTERS);
  }

  private void conclude(String collection, EvaluationAttempt attempt, EvaluationOutcome.Done done) {
    DecodedCheckpoint candidate = done.candidate();
    Evaluated evaluated = done.evaluated();
    Cause cause = cause(collection, attempt.version(), attempt.before());
    GateState state = stateOf(collection);
    EvaluationReport report =
        ReportMessages.report(
            collection,
            candidate.checkpoint(),
            state.champion().version(),
            evaluated,
            done.taken(),
            now());
    send(cause, Topics.EVALUATION_REPORTS, key(collection, attempt.version()), report);
    GateState judged = evaluated.verdict().tested() ? state.withTest(evaluated.ground()) : state;
    GateState decided = release(cause, collection, candidate, evaluated, judged);
    GateState kept = drop(cause, collection, decided.withVersion(report.getVersion()));
    collections.put(collection, kept);
    attempt.arrived().forEachRemaining(node -> arrivals.delete(node.key));
    meters.evaluated(collection, evaluated, done.taken());
    meters.released(collection, kept.champion().version());
  }

  private GateState release(
      Cause cause,
      String collection,
      DecodedCheckpoint candidate,
      Evaluated evaluated,
      GateState state) {
    Verdict verdict = evaluated.verdict();
    long previous = state.champion().version();
    Instant now = now();
    return switch (verdict.release()) {
      case NOTHING -> state;
      case CANDIDATE -> {
        AdapterRelease release =
            ReleaseMessages.ofCheckpoint(
                candidate.checkpoint(),
                evaluated.fusion(),
                previous,
                ReleaseFollowing.GATE,
                verdict.reason(),
                now);
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
        yield state.serving(state.champion().revertedToBase(verdict.kind()), now.toEpochMilli());
      }
    };
  }

  private GateState drop(Cause cause, String collection, GateState state) {
    List<Long> superfluous = retention.superfluous(state);
    for (long version : superfluous) {
      context.forward(
          new Record<>(key(collection, version), null, cause.timestamp()),
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

  private static String key(String collection, long version) {
    return new EntryKey(collection, Long.toString(version)).toString();
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
