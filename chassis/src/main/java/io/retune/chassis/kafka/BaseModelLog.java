package io.retune.chassis.kafka;

import io.retune.schemas.v1.BaseModelState;
import java.util.Optional;

/** What is known of the base models of a deployment. */
@FunctionalInterface
public interface BaseModelLog {
  /**
   * The last state of a base model.
   *
   * @return empty where none was ever written
   * @throws PartitionUnreadException if it could not be read in time
   */
  Optional<BaseModelState> find(String fingerprint);
}
