package io.retune.chassis.kafka;

/** Which versions were made before, whatever became of the state of whoever made them. */
@FunctionalInterface
public interface VersionLog {
  /**
   * The highest version of a collection that was ever committed and is still in the topic, be it as
   * the mark that it was dropped.
   *
   * @return 0 where there is none
   * @throws PartitionUnreadException if that could not be read in time
   */
  long latest(String collection);
}
