package io.retune.cli.stack;

import io.retune.cli.output.Count;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One process of a stack, started again when it dies by itself. Thread-safe.
 *
 * <p>The process ignores SIGINT and SIGHUP: a terminal sends those to all processes at once, but
 * services must stop before their broker does.
 */
final class SupervisedProcess {
  private static final List<String> IGNORING_THE_TERMINAL =
      List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

  private final Component component;
  private final Path log;
  private final RestartPolicy policy;
  private final ScheduledExecutorService scheduler;
  private final StackListener listener;
  private final Runnable onStart;
  private final List<Instant> deaths = new ArrayList<>();
  private volatile Process process;
  private boolean supervised;

  /**
   * @param log takes what the process prints, after what is there
   * @param onStart called after each start, so that the process can be written down
   */
  SupervisedProcess(
      Component component,
      Path log,
      RestartPolicy policy,
      ScheduledExecutorService scheduler,
      StackListener listener,
      Runnable onStart) {
    this.component = component;
    this.log = log;
    this.policy = policy;
    this.scheduler = scheduler;
    this.listener = listener;
    this.onStart = onStart;
  }

  Component component() {
    return component;
  }

  Path log() {
    return log;
  }

  /**
   * Starts it, for now without restarts: a process that dies during the start of its stack has a
   * reason that a restart does not change.
   */
  synchronized void start() {
    List<String> command = new ArrayList<>(IGNORING_THE_TERMINAL);
    command.addAll(component.command());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // glibc keeps an arena a thread otherwise, which doubles the memory of native libraries.
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    onStart.run();
    process.onExit().thenAccept(this::ended);
  }

  /** From here on a death leads to a restart. */
  synchronized void supervise() {
    supervised = true;
    if (!process.isAlive()) {
      ended(process);
    }
  }

  /** Empty until it is started. */
  Optional<ProcessHandle> handle() {
    return Optional.ofNullable(process).map(Process::toHandle);
  }

  /** Waits up to the time given for the end of the process, and tells whether it has ended. */
  boolean awaitEnd(Duration timeout) throws InterruptedException {
    return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  int exitValue() {
    return process.exitValue();
  }

  /** Asks it to end; it is not started again. */
  synchronized void askToStop() {
    supervised = false;
    if (process != null) {
      process.destroy();
    }
  }

  /** Waits for its end, and kills it if that takes longer than the grace given. */
  void awaitStop(Duration grace) {
    Process current = process;
    if (current == null) {
      return;
    }
    try {
      if (!current.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        current.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      current.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void ended(Process dead) {
    if (!supervised || dead != process) {
      return;
    }
    Instant now = Instant.now();
    deaths.add(now);
    String death = component.name() + " ended (exit status " + dead.exitValue() + ")";
    Optional<Duration> pause = policy.pause(deaths, now);
    if (pause.isEmpty()) {
      supervised = false;
      listener.failed(
          death
              + " again after "
              + Count.of(policy.restarts(), "restart")
              + "; mend what the end of its log says and run up again. The log is "
              + log);
      return;
    }
    listener.said(death + "; starting it again");
    scheduler.schedule(this::restart, pause.get().toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void restart() {
    if (!supervised) {
      return;
    }
    try {
      start();
    } catch (UncheckedIOException e) {
      listener.failed(component.name() + " cannot be started: " + e.getCause().getMessage());
    }
  }
}
