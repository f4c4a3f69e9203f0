package io.retune.serving.release;

/**
 * What was released, or a version that was asked for, cannot be served by this instance: it belongs
 * to another base model, or is damaged. The message is one line for the caller.
 */
public final class ReleaseRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReleaseRefusedException(String collection, long version, String reason) {
    super(
        "version %d of collection '%s' cannot be served: %s"
            .formatted(version, collection, reason));
  }
}
