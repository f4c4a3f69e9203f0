package io.retune.chassis.kafka;

import io.retune.schemas.v1.AdapterCheckpoint;
import java.util.Optional;

/** Where the checkpoints of earlier versions are read from, weights included. */
public interface CheckpointLog {
  /**
   * Finds a checkpoint among the committed ones.
   *
   * @param version from 1
   * @return empty where the version never was, or is not kept any more
   * @throws PartitionUnreadException if it could not be read in time
   */
  Optional<AdapterCheckpoint> find(String collection, long version);
}
