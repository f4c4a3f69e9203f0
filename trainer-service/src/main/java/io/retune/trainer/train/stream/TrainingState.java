package io.retune.trainer.train.stream;

import io.retune.schemas.v1.BaseModel;
import java.util.Objects;
import java.util.Optional;

/**
 * What the trainer keeps of a collection beside its examples. Weights are never here. Times are
 * milliseconds since 1970.
 *
 * @param model of the most recent record; null before the first
 * @param examples questions to train on, of any base model
 * @param unseenExamples that came since the last training
 * @param firstUnseenAt when the first of them came
 * @param lastArrivalAt when the last of them came
 * @param considered whether the triggers have already led to nothing for these examples: there were
 *     too few, or training failed
 * @param latestVersion 0 before the first
 * @param trainedFit a hash of the examples and the recipe of the last training; empty before the
 *     first
 * @param pendingRefit a promoted version to train once more; null where there is none
 * @param lastFailure why the last training failed; empty where it did not
 */
record TrainingState(
    Model model,
    long examples,
    long unseenExamples,
    long firstUnseenAt,
    long lastArrivalAt,
    boolean considered,
    long latestVersion,
    String trainedFit,
    PendingRefit pendingRefit,
    String lastFailure) {

  static final TrainingState EMPTY = new TrainingState(null, 0, 0, 0, 0, false, 0, "", null, "");

  /** A base model as JSON. */
  record Model(String name, int dimension, String fingerprint) {

    static Model of(BaseModel model) {
      return new Model(model.getName(), model.getDimension(), model.getFingerprint());
    }

    BaseModel toMessage() {
      return BaseModel.newBuilder()
          .setName(name)
          .setDimension(dimension)
          .setFingerprint(fingerprint)
          .build();
    }
  }

  /**
   * A training to be done.
   *
   * @param version that was promoted
   * @param recipe of that version, as bytes of the message, its blend fixed to the one chosen
   */
  record PendingRefit(long version, byte[] recipe) {}

  TrainingState {
    Objects.requireNonNull(trainedFit, "trainedFit");
    Objects.requireNonNull(lastFailure, "lastFailure");
  }

  TrainingState arrived(Optional<BaseModel> baseModel, long addedExamples, long unseen, long now) {
    return new TrainingState(
        baseModel.map(Model::of).orElse(model),
        examples + addedExamples,
        unseenExamples + unseen,
        unseenExamples == 0 ? now : firstUnseenAt,
        now,
        false,
        latestVersion,
        trainedFit,
        pendingRefit,
        lastFailure);
  }

  /**
   * With the number of examples as they were read: a store restored after a crash is ahead of the
   * count.
   */
  TrainingState counted(long count) {
    return new TrainingState(
        model,
        count,
        unseenExamples,
        firstUnseenAt,
        lastArrivalAt,
        considered,
        latestVersion,
        trainedFit,
        pendingRefit,
        lastFailure);
  }

  /**
   * The examples that were at hand when a training began are in a version now, or would give the
   * same one again. What came since is unseen.
   *
   * @param then the state when the examples were read
   * @param startedAt when that was
   */
  TrainingState trained(long version, String fit, TrainingState then, long startedAt) {
    long since = unseenExamples - then.unseenExamples();
    return new TrainingState(
        model,
        examples,
        since,
        since == 0 ? 0 : startedAt,
        lastArrivalAt,
        since == 0,
        version,
        fit,
        pendingRefit,
        "");
  }

  /** A version that changes nothing about which examples were trained on. */
  TrainingState versioned(long version) {
    return new TrainingState(
        model,
        examples,
        unseenExamples,
        firstUnseenAt,
        lastArrivalAt,
        considered,
        version,
        trainedFit,
        pendingRefit,
        lastFailure);
  }

  /**
   * Nothing came of the examples that were at hand; they are looked at again when more come.
   *
   * @param then the state when the examples were read
   */
  TrainingState withoutResult(String failure, TrainingState then) {
    return new TrainingState(
        model,
        examples,
        unseenExamples,
        firstUnseenAt,
        lastArrivalAt,
        unseenExamples == then.unseenExamples(),
        latestVersion,
        trainedFit,
        pendingRefit,
        failure);
  }

  /** Something else than a training failed. */
  TrainingState failed(String failure) {
    return new TrainingState(
        model,
        examples,
        unseenExamples,
        firstUnseenAt,
        lastArrivalAt,
        considered,
        latestVersion,
        trainedFit,
        pendingRefit,
        failure);
  }

  TrainingState refit(PendingRefit refit) {
    return new TrainingState(
        model,
        examples,
        unseenExamples,
        firstUnseenAt,
        lastArrivalAt,
        considered,
        latestVersion,
        trainedFit,
        refit,
        lastFailure);
  }
}
