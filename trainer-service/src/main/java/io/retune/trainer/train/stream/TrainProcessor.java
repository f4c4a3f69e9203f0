package io.retune.trainer.train.stream;

import io.retune.adapter.Adapter;
import io.retune.adapter.MalformedFileException;
import io.retune.chassis.kafka.VersionLog;
import io.retune.chassis.streams.LongWork;
import io.retune.schemas.DocumentDigests;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.ImportRequest;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.TrainingRequest;
import io.retune.trainer.train.examples.ExampleCounts;
import io.retune.trainer.train.examples.StoredExamples;
import io.retune.trainer.train.recipe.TrainConfig;
import io.retune.trainer.train.recipe.TrainPolicy;
import io.retune.trainer.train.stream.WaitingRequests.Waiting;
import io.retune.trainer.train.upstream.Upstream;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;

/**
 * Follows the collections of its partition and has them trained when their triggers or their
 * callers say so.
 *
 * <p>The stream thread takes hold of the examples as they are at one moment; they are read and
 * fitted on the {@link LongWork}, and a later check picks up what came of it. The new version, the
 * state and the requests that it answers commit together. If the task is closed before that, the
 * result is dropped, and whoever has the task then trains again, with the same result.
 */
final class TrainProcessor implements Processor<String, Heard, String, byte[]> {

  private static final Logger LOG = Logger.getLogger(TrainProcessor.class);

  private final TrainConfig config;
  private final CollectionTraining training;
  private final VersionLog versions;
  private final Upstream upstream;
  private final LongWork worker;
  private final VersionMessages messages;
  private final RefusedRequests refused;
  private final TrainingBoard board;
  private final TrainMeters meters;
  private final TrainTraces traces;
  private final Set<String> shown = new HashSet<>();
  private final Set<String> watched = new HashSet<>();
  private final Map<String, Attempt> attempts = new HashMap<>();
  private final Map<String, CompletableFuture<Long>> lookups = new HashMap<>();
  private final Set<String> lookedUp = new HashSet<>();

  /** Why requests were refused, of collections without a state. */
  private final Map<String, String> failures = new HashMap<>();

  /** Unseen examples at the last attempt that had too few questions, by collection. */
  private final Map<String, Long> tooFewAt = new HashMap<>();

  private ProcessorContext<String, byte[]> context;
  private KeyValueStore<String, TrainingState> states;
  private KeyValueStore<String, byte[]> examples;
  private WaitingRequests requests;

  TrainProcessor(
      TrainConfig config,
      CollectionTraining training,
      VersionLog versions,
      Upstream upstream,
      LongWork worker,
      VersionMessages messages,
      RefusedRequests refused,
      TrainingBoard board,
      TrainMeters meters,
      TrainTraces traces) {
    this.config = config;
    this.training = training;
    this.versions = versions;
    this.upstream = upstream;
    this.worker = worker;
    this.messages = messages;
    this.refused = refused;
    this.board = board;
    this.meters = meters;
    this.traces = traces;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    this.context = context;
    this.states = context.getStateStore(TrainTopology.COLLECTIONS);
    this.examples = context.getStateStore(TrainTopology.EXAMPLES);
    this.requests = new WaitingRequests(context.getStateStore(TrainTopology.REQUESTS));
    collections().forEach(this::show);
    context.schedule(config.checkInterval(), PunctuationType.WALL_CLOCK_TIME, timestamp -> check());
  }

  @Override
  public void process(Record<String, Heard> record) {
    if (record.value() instanceof Heard.Asked asked) {
      requests.add(record.key(), asked.offset(), asked.request(), now());
      show(record.key());
    } else if (record.value() instanceof Heard.Promoted promoted) {
      promoted(record.key(), promoted.report());
    }
  }

  /** What is under way is done again by whoever has the task next. */
  @Override
  public void close() {
    shown.forEach(worker::leave);
    attempts.keySet().forEach(traces::end);
    shown.forEach(board::remove);
    shown.clear();
    attempts.clear();
    lookups.clear();
    lookedUp.clear();
    tooFewAt.clear();
    failures.clear();
  }

  private void promoted(String collection, EvaluationReport report) {
    TrainingState state = states.get(collection);
    boolean wanted =
        state != null
            && TrainPolicy.of(config, collection).refit()
            && report.getVersion() == state.latestVersion()
            && report.getLineage().getRefitOfVersion() == 0
            && !report.getLineage().getTrigger().equals(Trigger.IMPORT.lineageName());
    if (wanted) {
      keep(collection, state.refit(pendingRefit(report)));
    }
  }

  private static TrainingState.PendingRefit pendingRefit(EvaluationReport report) {
    Recipe.Builder recipe = report.getRecipe().toBuilder();
    if (recipe.hasWhitened()) {
      recipe.getWhitenedBuilder().setAlpha(report.getLineage().getAlpha()).clearAlphaChoices();
    }
    if (recipe.getWhitened().hasMemory()) {
      recipe
          .getWhitenedBuilder()
          .getMemoryBuilder()
          .setBeta(report.getLineage().getBeta())
          .clearBetaChoices();
    }
    return new TrainingState.PendingRefit(report.getVersion(), recipe.build().toByteArray());
  }

  private void check() {
    boolean broughtIn = false;
    for (String collection : collections()) {
      TrainingState state = states.get(collection);
      if (state == null || state.model() == null) {
        refuseWhatWaitedTooLong(collection, "collection %s has no examples".formatted(collection));
        continue;
      }
      if (hasTooFew(collection, state)) {
        refuseWhatWaitedTooLong(collection, state.lastFailure());
      }
      broughtIn |= advance(collection, !broughtIn);
      if (pickUp(collection)) {
        broughtIn |= advance(collection, !broughtIn);
        pickUp(collection);
      }
      show(collection);
    }
  }

  /**
   * Begins what is to be done next for a collection, unless something is under way.
   *
   * @param mayBringIn at most one adapter is brought in a check: it is large, and commits with all
   *     else of the task
   * @return whether an adapter was brought in
   */
  private boolean advance(String collection, boolean mayBringIn) {
    if (attempts.containsKey(collection) || lookups.containsKey(collection)) {
      return false;
    }
    TrainingState state = states.get(collection);
    Optional<Waiting> request = nextRequest(collection, state);
    boolean bringsIn =
        request.filter(next -> next.kind() == TrainingRequest.KindCase.IMPORT).isPresent();
    Optional<Trigger> trigger = bringsIn ? Optional.empty() : trigger(collection, state, request);
    if (!bringsIn && trigger.isEmpty()) {
      worker.leave(collection);
      return false;
    }
    if (state.latestVersion() == 0 && !lookedUp.contains(collection)) {
      worker
          .<Long>offer(collection, () -> () -> versions.latest(collection))
          .ifPresent(lookup -> lookups.put(collection, lookup));
      return false;
    }
    if (bringsIn && mayBringIn) {
      bringIn(collection, state, request.get());
    }
    trigger.ifPresent(due -> begin(collection, state, due));
    return bringsIn && mayBringIn;
  }

  /** A retrain waits for more examples where there are too few, but holds up no import. */
  private Optional<Waiting> nextRequest(String collection, TrainingState state) {
    boolean tooFew = hasTooFew(collection, state);
    return requests.of(collection).stream()
        .filter(next -> !tooFew || next.kind() != TrainingRequest.KindCase.RETRAIN)
        .findFirst();
  }

  private boolean hasTooFew(String collection, TrainingState state) {
    return Long.valueOf(state.unseenExamples()).equals(tooFewAt.get(collection));
  }

  private Optional<Trigger> trigger(
      String collection, TrainingState state, Optional<Waiting> request) {
    if (request.isPresent()) {
      return Optional.of(Trigger.REQUEST);
    }
    if (state.pendingRefit() != null) {
      return Optional.of(Trigger.REFIT);
    }
    return TriggerRule.due(collection, state, TrainPolicy.of(config, collection), upstream, now());
  }

  private void begin(String collection, TrainingState state, Trigger trigger) {
    TrainingState.PendingRefit refit = trigger == Trigger.REFIT ? state.pendingRefit() : null;
    if (refit != null && refit.version() != state.latestVersion()) {
      // Newer examples have given a newer version since: it is for the gate to decide on that one.
      keep(collection, state.refit(null));
      return;
    }
    List<Waiting> answered = trigger == Trigger.REQUEST ? requests.retrains(collection) : List.of();
    DocumentDigests forgotten = requests.forgotten(answered);
    long startedAt = now();
    worker
        .<Attempted>offer(collection, () -> fit(collection, state, trigger, forgotten, refit))
        .ifPresent(
            result -> {
              traces.begin(collection);
              attempts.put(
                  collection,
                  new Attempt(trigger, state, startedAt, answered, forgotten, refit, result));
            });
  }

  /** Takes hold of the examples as they are now. They are read by the worker. */
  private Callable<Attempted> fit(
      String collection,
      TrainingState state,
      Trigger trigger,
      DocumentDigests forgotten,
      TrainingState.PendingRefit refit) {
    LOG.infof("collection %s: training starts, trigger %s", collection, trigger.lineageName());
    // Who asks gets a version, of the same weights if need be: it is judged on today's questions.
    String trainedFit = trigger == Trigger.REQUEST ? "" : state.trainedFit();
    TrainPolicy policy = TrainPolicy.of(config, collection);
    StoredExamples now = StoredExamples.open(examples, collection, state.model().toMessage());
    return () -> {
      try (now) {
        return refit == null
            ? training.train(collection, now, policy, trainedFit, forgotten)
            : training.refit(collection, now, refit);
      }
    };
  }

  /**
   * Takes what the worker has finished.
   *
   * @return whether more can be done at once
   */
  private boolean pickUp(String collection) {
    CompletableFuture<Long> lookup = lookups.get(collection);
    if (lookup != null && lookup.isDone()) {
      lookups.remove(collection);
      return learn(collection, lookup);
    }
    Attempt attempt = attempts.get(collection);
    if (attempt != null && attempt.isDone()) {
      attempts.remove(collection);
      finish(collection, attempt);
      traces.end(collection);
    }
    return false;
  }

  private boolean learn(String collection, CompletableFuture<Long> lookup) {
    TrainingState state = states.get(collection);
    try {
      long latest = lookup.join();
      lookedUp.add(collection);
      if (latest > 0) {
        LOG.warnf(
            "collection %s: its state knew of no version, but there is version %d; the next is %d",
            collection, latest, latest + 1);
        keep(collection, state.versioned(latest));
      }
      return true;
    } catch (CompletionException e) {
      String reason =
          "the versions made before could not be looked up: "
              + TrainOutcome.Failed.reasonOf(e.getCause());
      LOG.warnf("collection %s: %s; it is tried again", collection, reason);
      keep(collection, state.failed(reason));
      return false;
    }
  }

  private void finish(String collection, Attempt attempt) {
    Attempted attempted = attempt.attempted();
    TrainOutcome outcome = attempted.outcome();
    meters.attempted(collection, outcome);
    TrainingState state =
        attempted
            .counts()
            .map(counts -> counted(collection, attempt, counts))
            .orElseGet(() -> states.get(collection));
    boolean isRefit = attempt.refit() != null;
    if (isRefit
        && state.pendingRefit() != null
        && state.pendingRefit().version() == attempt.refit().version()) {
      state = state.refit(null);
    }
    tooFewAt.remove(collection);
    if (outcome instanceof TrainOutcome.Trained trained) {
      Record<String, byte[]> record = messages.trained(collection, state, attempt, trained, now());
      traces.continueIn(collection, record.headers());
      forward(record);
      long version = state.latestVersion() + 1;
      state =
          isRefit
              ? state.versioned(version)
              : state.trained(version, trained.fit(), attempt.state(), attempt.startedAt());
    } else if (outcome instanceof TrainOutcome.Unchanged) {
      LOG.infof("collection %s: the examples are those of the last version", collection);
      state =
          isRefit
              ? state
              : state.trained(
                  state.latestVersion(), state.trainedFit(), attempt.state(), attempt.startedAt());
    } else if (outcome instanceof TrainOutcome.NotForgotten there) {
      state =
          waitForMore(
              collection,
              attempt,
              state,
              "%d nodes of documents that are to be forgotten are there".formatted(there.nodes()));
    } else if (outcome instanceof TrainOutcome.TooFew few) {
      String reason =
          "%d questions to train on, %d are needed".formatted(few.questions(), few.needed());
      if (attempt.mustForget()) {
        state = forget(collection, attempt, state, reason);
      } else {
        // There is no version that could have learned from what was forgotten.
        requests.done(requests.ofForgotten(attempt.requests()));
        state = waitForMore(collection, attempt, state, reason);
      }
    } else if (outcome instanceof TrainOutcome.Failed failed) {
      LOG.warnf("collection %s: no version: %s", collection, failed.reason());
      if (attempt.mustForget()) {
        state = forget(collection, attempt, state, failed.reason());
      } else {
        state = state.withoutResult(failed.reason(), attempt.state());
        attempt.requests().forEach(waiting -> refuse(waiting, failed.reason()));
      }
    }
    if (outcome instanceof TrainOutcome.Trained) {
      requests.done(attempt.requests());
    }
    keep(collection, state);
  }

  private TrainingState waitForMore(
      String collection, Attempt attempt, TrainingState state, String reason) {
    LOG.infof("collection %s: %s", collection, reason);
    tooFewAt.put(collection, attempt.state().unseenExamples());
    return state.withoutResult(reason, attempt.state());
  }

  /**
   * Nothing can be trained, but a document was forgotten that a version may have learned from. The
   * version that says so is the base model itself.
   */
  private TrainingState forget(
      String collection, Attempt attempt, TrainingState state, String reason) {
    LOG.warnf("collection %s: a version without a training, to forget: %s", collection, reason);
    forward(messages.untrained(collection, state, attempt, now()));
    requests.done(attempt.requests());
    return state.withoutResult(reason, attempt.state()).versioned(state.latestVersion() + 1);
  }

  /** With the number of examples as they were read, and those that came since. */
  private TrainingState counted(String collection, Attempt attempt, ExampleCounts counts) {
    meters.skipped(collection, "other-base-model", counts.skipped().ofOtherModels());
    meters.skipped(collection, "unreadable", counts.skipped().unreadable());
    TrainingState state = states.get(collection);
    long since = state.examples() - attempt.state().examples();
    return state.counted(counts.trainingQuestions() + since);
  }

  private void bringIn(String collection, TrainingState state, Waiting waiting) {
    try {
      ImportRequest request = requests.read(waiting).getImport();
      Adapter adapter = ImportedAdapter.read(request, state.model().toMessage());
      Record<String, byte[]> version =
          messages.imported(collection, state, adapter, request.getSource(), now());
      forward(version);
      keep(collection, state.versioned(state.latestVersion() + 1));
      requests.done(List.of(waiting));
    } catch (MalformedFileException | IllegalArgumentException | OutOfMemoryError e) {
      String reason = TrainOutcome.Failed.reasonOf(e);
      refuse(waiting, reason);
      keep(collection, state.failed(reason));
    }
  }

  private void refuseWhatWaitedTooLong(String collection, String reason) {
    for (Waiting waiting : requests.of(collection)) {
      if (now() - waiting.since() >= config.requestWait().toMillis()) {
        refuse(
            waiting,
            "%s; the request waited %d s for more"
                .formatted(reason, config.requestWait().toSeconds()));
        failures.put(collection, reason);
      }
    }
    show(collection);
  }

  private void refuse(Waiting waiting, String reason) {
    context.forward(
        refused.deadLetter(
            waiting,
            requests.read(waiting),
            context.taskId().partition(),
            reason,
            Instant.ofEpochMilli(now())),
        TrainTopology.REQUESTS_DEAD_LETTERS);
    requests.done(List.of(waiting));
  }

  private void forward(Record<String, byte[]> version) {
    context.forward(version, TrainTopology.CHECKPOINTS);
  }

  private void keep(String collection, TrainingState state) {
    states.put(collection, state);
    show(collection);
  }

  private void show(String collection) {
    TrainingState state = states.get(collection);
    shown.add(collection);
    if (state != null && watched.add(collection)) {
      meters.watch(collection);
    }
    board.show(
        TrainingStatus.of(
            collection,
            state == null
                ? TrainingState.EMPTY.failed(failures.getOrDefault(collection, ""))
                : state,
            attempts.containsKey(collection),
            requests.of(collection).size()));
  }

  private long now() {
    return context.currentSystemTimeMs();
  }

  private Set<String> collections() {
    Set<String> names = new TreeSet<>(requests.collections());
    try (KeyValueIterator<String, TrainingState> all = states.all()) {
      while (all.hasNext()) {
        KeyValue<String, TrainingState> entry = all.next();
        names.add(entry.key);
      }
    }
    return names;
  }
}
