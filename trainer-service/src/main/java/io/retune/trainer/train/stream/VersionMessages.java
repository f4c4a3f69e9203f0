package io.retune.trainer.train.stream;

import io.retune.adapter.Adapter;
import io.retune.chassis.Service;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/** Makes the records of new versions, and counts them. Thread-safe. */
final class VersionMessages {

  private static final Logger LOG = Logger.getLogger(VersionMessages.class);

  private final Service service;
  private final TrainMeters meters;
  private final Checkpoints checkpoints = new Checkpoints();

  VersionMessages(Service service, TrainMeters meters) {
    this.service = service;
    this.meters = meters;
  }

  /**
   * The next version of a collection, out of a training.
   *
   * @param state of the collection now
   * @param now milliseconds since 1970
   */
  Record<String, byte[]> trained(
      String collection,
      TrainingState state,
      Attempt attempt,
      TrainOutcome.Trained trained,
      long now) {
    AdapterCheckpoint checkpoint =
        checkpoints.trained(
            collection,
            state.latestVersion() + 1,
            attempt.state().model().toMessage(),
            attempt.trigger(),
            attempt.refit() == null ? 0 : attempt.refit().version(),
            trained,
            attempt.forgotten(),
            now);
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
        attempt.trigger(),
        checkpoint.getRecipe().getKindCase().name().toLowerCase(Locale.ROOT),
        trained.time(),
        checkpoint.getLearningCurve(last).getLoss());
    LOG.infof(
        "collection %s version %d: %d questions of %d nodes, trigger %s, %d ms, weights %s",
        collection,
        checkpoint.getVersion(),
        trained.selection().questionCount(),
        trained.selection().trainingNodes(),
        attempt.trigger().lineageName(),
        trained.time().toMillis(),
        checkpoint.getWeightsSha256());
    return record(checkpoint, now);
  }

  /**
   * The next version of a collection that has too little to learn from: the base model itself, with
   * word of what was forgotten.
   *
   * @param now milliseconds since 1970
   */
  Record<String, byte[]> untrained(
      String collection, TrainingState state, Attempt attempt, long now) {
    AdapterCheckpoint checkpoint =
        checkpoints.untrained(
            collection,
            state.latestVersion() + 1,
            state.model().toMessage(),
            attempt.trigger(),
            attempt.forgotten(),
            now);
    meters.versioned(collection, attempt.trigger());
    return record(checkpoint, now);
  }

  /**
   * The next version of a collection, trained elsewhere.
   *
   * @param source for people: where it came from
   * @param now milliseconds since 1970
   */
  Record<String, byte[]> imported(
      String collection, TrainingState state, Adapter adapter, String source, long now) {
    AdapterCheckpoint checkpoint =
        checkpoints.imported(
            collection, state.latestVersion() + 1, state.model().toMessage(), adapter, source, now);
    meters.versioned(collection, Trigger.IMPORT);
    return record(checkpoint, now);
  }

  private Record<String, byte[]> record(AdapterCheckpoint checkpoint, long now) {
    String key =
        new EntryKey(checkpoint.getCollection(), Long.toString(checkpoint.getVersion())).toString();
    RecordHeaders headers = new RecordHeaders();
    service
        .event(Topics.ADAPTER_CHECKPOINTS)
        .stamp(
            headers,
            CloudEvent.id(Topics.ADAPTER_CHECKPOINTS, key, checkpoint.getWeightsSha256()),
            Instant.ofEpochMilli(now));
    return new Record<>(key, checkpoint.toByteArray(), now, headers);
  }
}
