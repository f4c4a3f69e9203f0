package io.retune.chassis.kafka;

import org.apache.kafka.common.KafkaException;

/** A partition could not be read in time. Trying again later may help. */
public final class PartitionUnreadException extends KafkaException {
  private static final long serialVersionUID = 1L;

  /**
   * @param cause null where there is none
   */
  public PartitionUnreadException(String message, Throwable cause) {
    super(message, cause);
  }
}
