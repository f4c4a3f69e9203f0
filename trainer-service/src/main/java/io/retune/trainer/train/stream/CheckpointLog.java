package io.retune.trainer.train.stream;

import io.retune.schemas.v1.AdapterCheckpoint;
import java.util.Optional;

/** Where earlier checkpoints are read from: weights are in no state store. */
public interface CheckpointLog {

  /**
   * The checkpoint of a version; empty where it is not kept any more.
   *
   * @throws RuntimeException where the log cannot be read in time
   */
  Optional<AdapterCheckpoint> find(String collection, long version);
}
