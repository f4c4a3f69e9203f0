package io.retune.serving.release;

/** Other adapters are being read from the topics; trying again later helps. */
public final class StoreBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreBusyException() {
    super("other versions are being read; send it again");
  }
}
