package io.retune.system.guarantee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * One process of the stack under test: it can be killed, paused and started again. One thread
 * drives it; others may ask whether it runs.
 */
final class Instance implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(30);

  private final String name;
  private final List<String> command;
  private final Path log;
  private volatile Process process;
  private boolean paused;

  /**
   * @param log takes what the process prints, after what is there
   */
  Instance(String name, List<String> command, Path log) {
    this.name = Objects.requireNonNull(name, "name");
    this.command = List.copyOf(command);
    this.log = Objects.requireNonNull(log, "log");
  }

  String name() {
    return name;
  }

  Path log() {
    return log;
  }

  boolean isRunning() {
    return process != null && process.isAlive();
  }

  void start() {
    if (isRunning()) {
      return;
    }
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      paused = false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without a warning, as a machine that loses power. */
  void kill() {
    if (isRunning()) {
      process.destroyForcibly();
      await(GRACE);
    }
  }

  /** Stops its clock: to the others it looks dead, and later it wakes up and goes on. */
  void pause() {
    signal("STOP");
    paused = true;
  }

  void resume() {
    if (paused) {
      signal("CONT");
      paused = false;
    }
  }

  /** From now on it can make no file longer, as on a disk that is full. */
  void fillDisk() {
    limitFiles("0");
  }

  void emptyDisk() {
    limitFiles("unlimited");
  }

  /** Asks it to end, and kills it where that takes too long. */
  @Override
  public void close() {
    if (!isRunning()) {
      return;
    }
    resume();
    process.destroy();
    if (!await(GRACE)) {
      kill();
    }
  }

  private boolean await(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + name + " ends", e);
    }
  }

  private void signal(String signal) {
    run("kill", "-" + signal, Long.toString(process.pid()));
  }

  private void limitFiles(String bytes) {
    // The soft limit alone, so that it can be raised again. The JVM ignores the signal that comes
    // with it.
    run("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes + ":");
  }

  private void run(String... command) {
    if (!isRunning()) {
      return;
    }
    try {
      new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
