package io.retune.bench.measure;

import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A process that ends with whoever started it. */
public record ChildProcess(Process process) implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  public ChildProcess {
    Objects.requireNonNull(process, "process");
  }

  /** Asks it to end, and ends it where it does not in time. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
