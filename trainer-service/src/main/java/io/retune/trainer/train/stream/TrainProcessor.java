package io.retune.trainer.train.stream;

import io.retune.chassis.Service;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.Recipe;
import io.retune.trainer.train.examples.ExampleSet;
import io.retune.trainer.train.recipe.TrainConfig;
import io.retune.trainer.train.recipe.TrainPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;

/**
 * Follows the collections of its partition and trains them when their triggers say so, in the
 * stream thread: state, offsets and the new version commit together, so a crash in between leaves
 * no trace and the training is done again, with the same result.
 */
final class TrainProcessor implements Processor<String, EvaluationReport, String, byte[]> {

  private static final Logger LOG = Logger.getLogger(TrainProcessor.class);

  private final Service service;
  private final TrainConfig config;
  private final CollectionTraining training;
  private final TrainRequests requests;
  private final TrainingBoard board;
  private final TrainMeters meters;
  private final Checkpoints checkpoints = new Checkpoints();
  private final Set<String> mine = new HashSet<>();
  private ProcessorContext<String, byte[]> context;
  private KeyValueStore<String, TrainingState> states;
  private KeyValueStore<String, byte[]> examples;

  TrainProcessor(
      Service service,
      TrainConfig config,
      CollectionTraining training,
      TrainRequests requests,
      TrainingBoard board,
      TrainMeters meters) {
    this.service = service;
    this.config = config;
    this.training = training;
    this.requests = requests;
    this.board = board;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    this.context = context;
    this.states = context.getStateStore(TrainTopology.COLLECTIONS);
    this.examples = context.getStateStore(TrainTopology.EXAMPLES);
    for (String collection : collections()) {
      show(collection, states.get(collection), false);
    }
    context.schedule(config.checkInterval(), PunctuationType.WALL_CLOCK_TIME, timestamp -> check());
  }

  @Override
  public void process(Record<String, EvaluationReport> promoted) {
    TrainingState state = states.get(promoted.key());
    EvaluationReport report = promoted.value();
    boolean wanted =
        state != null
            && TrainPolicy.of(config, promoted.key()).refit()
            && report.getVersion() == state.latestVersion()
            && report.getLineage().getRefitOfVersion() == 0
            && !report.getLineage().getTrigger().equals(Trigger.IMPORT.lineageName());
    if (wanted) {
      keep(promoted.key(), state.refit(pendingRefit(report)));
    }
  }

  @Override
  public void close() {
    mine.forEach(board::remove);
    mine.clear();
  }

  private static TrainingState.PendingRefit pendingRefit(EvaluationReport report) {
    Recipe.Builder recipe = report.getRecipe().toBuilder();
    if (recipe.hasWhitened()) {
      recipe.getWhitenedBuilder().setAlpha(report.getLineage().getAlpha()).clearAlphaChoices();
    }
    return new TrainingState.PendingRefit(report.getVersion(), recipe.build().toByteArray());
  }

  /** At most one training a check, so that what it gave is committed before the next. */
  private void check() {
    boolean worked = false;
    for (String collection : collections()) {
      show(collection, states.get(collection), false);
      worked = worked || advance(collection, states.get(collection));
    }
  }

  private boolean advance(String collection, TrainingState state) {
    if (state.model() == null) {
      return false;
    }
    Optional<TrainRequest> request = requests.poll(collection);
    if (request.isPresent() && request.get() instanceof TrainRequest.Import imported) {
      bringIn(collection, state, imported);
      return true;
    }
    if (request.isPresent()) {
      train(collection, state, Trigger.REQUEST);
      return true;
    }
    if (state.pendingRefit() != null) {
      refit(collection, state, state.pendingRefit());
      return true;
    }
    Optional<Trigger> due =
        TriggerRule.due(state, TrainPolicy.of(config, collection), context.currentSystemTimeMs());
    due.ifPresent(trigger -> train(collection, state, trigger));
    return due.isPresent();
  }

  private void train(String collection, TrainingState before, Trigger trigger) {
    TrainPolicy policy = TrainPolicy.of(config, collection);
    show(collection, before, true);
    LOG.infof("collection %s: training starts, trigger %s", collection, trigger.lineageName());
    ExampleSet set = read(collection, before);
    TrainingState state = before.counted(set.trainingQuestions());
    // Who asks gets a version, of the same weights if need be: it is judged on today's questions.
    String trainedFit = trigger == Trigger.REQUEST ? "" : state.trainedFit();
    TrainOutcome outcome = training.train(collection, set, policy, trainedFit);
    meters.attempted(collection, outcome);
    if (outcome instanceof TrainOutcome.Trained trained) {
      emit(collection, state, trigger, 0, trained);
      keep(collection, state.trained(state.latestVersion() + 1, trained.fit()));
    } else if (outcome instanceof TrainOutcome.Unchanged) {
      LOG.infof("collection %s: the examples are those of the last version", collection);
      keep(collection, state.trained(state.latestVersion(), state.trainedFit()));
    } else {
      withoutResult(collection, state, outcome);
    }
  }

  private void withoutResult(String collection, TrainingState state, TrainOutcome outcome) {
    if (outcome instanceof TrainOutcome.Failed failed) {
      keep(collection, state.withoutResult(failed.reason()));
    } else if (outcome instanceof TrainOutcome.TooFew few) {
      String reason =
          "%d questions to train on, %d are needed".formatted(few.questions(), few.needed());
      LOG.infof("collection %s: %s", collection, reason);
      keep(collection, state.withoutResult(reason));
    } else {
      keep(collection, state);
    }
  }

  private void refit(String collection, TrainingState state, TrainingState.PendingRefit pending) {
    TrainingState done = state.refit(null);
    if (pending.version() != state.latestVersion()) {
      // Newer examples have given a newer version since: it is for the gate to decide on that one.
      keep(collection, done);
      return;
    }
    show(collection, state, true);
    TrainOutcome outcome = training.refit(collection, read(collection, state), pending);
    meters.attempted(collection, outcome);
    if (outcome instanceof TrainOutcome.Trained trained) {
      emit(collection, state, Trigger.REFIT, pending.version(), trained);
      keep(collection, done.versioned(state.latestVersion() + 1));
    } else {
      withoutResult(collection, done, outcome);
    }
  }

  private void bringIn(String collection, TrainingState state, TrainRequest.Import imported) {
    AdapterCheckpoint checkpoint =
        checkpoints.imported(
            collection,
            state.latestVersion() + 1,
            state.model().toMessage(),
            imported,
            context.currentSystemTimeMs());
    forward(checkpoint);
    meters.versioned(collection, Trigger.IMPORT);
    keep(collection, state.versioned(checkpoint.getVersion()));
  }

  private ExampleSet read(String collection, TrainingState state) {
    BaseModel model = state.model().toMessage();
    ExampleSet set = ExampleSet.read(examples, collection, model);
    meters.skipped(collection, "other-base-model", set.ofOtherModels());
    meters.skipped(collection, "unreadable", set.unreadable());
    return set;
  }

  private void emit(
      String collection,
      TrainingState state,
      Trigger trigger,
      long refitOfVersion,
      TrainOutcome.Trained trained) {
    AdapterCheckpoint checkpoint =
        checkpoints.trained(
            collection,
            state.latestVersion() + 1,
            state.model().toMessage(),
            trigger,
            refitOfVersion,
            trained,
            context.currentSystemTimeMs());
    forward(checkpoint);
    checkpoint
        .getLineage()
        .getDroppedQuestionsList()
        .forEach(
            dropped ->
                meters.dropped(
                    collection, dropped.getOrigin(), dropped.getReason(), dropped.getCount()));
    int last = checkpoint.getLearningCurveCount() - 1;
    meters.trained(
        collection,
        trigger,
        checkpoint.getRecipe().getKindCase().name().toLowerCase(Locale.ROOT),
        trained.time(),
        checkpoint.getLearningCurve(last).getLoss());
    LOG.infof(
        "collection %s version %d: %d questions of %d nodes, trigger %s, %d ms, weights %s",
        collection,
        checkpoint.getVersion(),
        trained.selection().questionCount(),
        trained.selection().trainingNodes(),
        trigger.lineageName(),
        trained.time().toMillis(),
        checkpoint.getWeightsSha256());
  }

  private void forward(AdapterCheckpoint checkpoint) {
    String key =
        new EntryKey(checkpoint.getCollection(), Long.toString(checkpoint.getVersion())).toString();
    long now = context.currentSystemTimeMs();
    RecordHeaders headers = new RecordHeaders();
    service
        .event(Topics.ADAPTER_CHECKPOINTS)
        .stamp(
            headers,
            CloudEvent.id(Topics.ADAPTER_CHECKPOINTS, key, checkpoint.getWeightsSha256()),
            Instant.ofEpochMilli(now));
    context.forward(
        new Record<>(key, checkpoint.toByteArray(), now, headers), TrainTopology.CHECKPOINTS);
  }

  private void keep(String collection, TrainingState state) {
    states.put(collection, state);
    show(collection, state, false);
  }

  private void show(String collection, TrainingState state, boolean isTraining) {
    if (mine.add(collection)) {
      meters.watch(collection);
    }
    board.show(TrainingStatus.of(collection, state, isTraining));
  }

  private List<String> collections() {
    List<String> names = new ArrayList<>();
    try (KeyValueIterator<String, TrainingState> all = states.all()) {
      while (all.hasNext()) {
        KeyValue<String, TrainingState> entry = all.next();
        names.add(entry.key);
      }
    }
    return names;
  }
}
