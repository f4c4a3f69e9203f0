package io.retune.eval.release;

import io.retune.schemas.v1.AdapterCheckpoint;
import java.util.Optional;

/** Where the checkpoints of old versions are read from, weights and all. */
public interface CheckpointLog {
  /**
   * Finds a checkpoint among the committed ones.
   *
   * @param version from 1
   * @return empty where there is none, or none any more
   * @throws org.apache.kafka.common.KafkaException if the cluster does not answer in time
   */
  Optional<AdapterCheckpoint> find(String collection, long version);
}
