package io.retune.chassis.kafka;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;

/** Tells a cluster that refuses this service's user from one that does not answer. */
public final class MissingRights {
  private MissingRights() {}

  /** Whether a failure, or what it came of, is that. */
  public static boolean caused(KafkaException failure) {
    return failure instanceof AuthorizationException
        || failure.getCause() instanceof AuthorizationException;
  }
}
