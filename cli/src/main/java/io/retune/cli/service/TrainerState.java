package io.retune.cli.service;

/**
 * What the trainer says of a collection.
 *
 * @param unseenExamples that no version has trained on yet
 * @param latestVersion 0 before the first
 * @param training whether a version is being trained, or a request waits to be done
 */
public record TrainerState(int examples, int unseenExamples, long latestVersion, boolean training) {
  /** Of a collection that the trainer has not heard of. */
  public static final TrainerState UNKNOWN = new TrainerState(0, 0, 0, false);

  /** Whether all examples have gone into a version. */
  public boolean isQuiet() {
    return latestVersion > 0 && unseenExamples == 0 && !training;
  }
}
