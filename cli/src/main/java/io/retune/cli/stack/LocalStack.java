package io.retune.cli.stack;

import io.retune.cli.CommandFailure;
import io.retune.cli.output.Count;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A broker and the services as processes of their own on this machine. Started again on the same
 * directory, it goes on where it was. Thread-safe.
 */
public final class LocalStack implements AutoCloseable {
  private static final Path MEMORY_INFORMATION = Path.of("/proc/meminfo");
  private static final Duration PROBE_PAUSE = Duration.ofMillis(150);
  private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration STOP_GRACE = Duration.ofSeconds(30);

  private final StackDirectory directory;
  private final StackListener listener;
  private final RestartPolicy policy;
  private final ProcessRecord record;
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(LocalStack::daemon);
  private final List<SupervisedProcess> processes = new CopyOnWriteArrayList<>();
  private final List<SupervisedProcess> foundations = new CopyOnWriteArrayList<>();
  private StackLock lock;
  private boolean closed;

  LocalStack(StackDirectory directory, StackListener listener, RestartPolicy policy) {
    this.directory = directory;
    this.listener = listener;
    this.policy = policy;
    this.record = new ProcessRecord(directory.processes());
  }

  /** A stack that is not started yet. */
  public static LocalStack in(StackDirectory directory, StackListener listener) {
    return new LocalStack(directory, listener, RestartPolicy.USUAL);
  }

  /**
   * Starts everything and returns when all of it can be used.
   *
   * @throws CommandFailure with the reason in one line; what had started is stopped again
   */
  public void start(Installation installation, StackSettings settings) {
    try {
      claim();
      StackStart.checkMemory(MEMORY_INFORMATION);
      start(
          settings.externalCluster().isPresent()
              ? List.of()
              : List.of(StackComponents.broker(settings)),
          StackComponents.services(installation, settings));
    } catch (CommandFailure e) {
      close();
      throw e;
    }
  }

  /**
   * Starts the broker alone, and returns when it takes connections.
   *
   * @throws CommandFailure with the reason in one line; what had started is stopped again
   */
  public void startBroker(int port) {
    try {
      claim();
      start(List.of(BrokerProcess.component(directory, port)), List.of());
    } catch (CommandFailure e) {
      close();
      throw e;
    }
  }

  /** Takes the directory, and ends what an earlier stack left running on it. */
  void claim() {
    directory.create();
    lock = StackLock.take(directory);
    try {
      int ended = record.endRunning(STOP_GRACE);
      if (ended > 0) {
        listener.said(
            "ended "
                + Count.of(ended, "process", "processes")
                + " that an earlier stack had left running");
      }
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + directory.processes(), e);
    }
  }

  /** Starts the foundation, and when all of that can be used, what stands on it. */
  void start(List<Component> foundation, List<Component> services) {
    StackStart.checkPorts(foundation);
    StackStart.checkPorts(services);
    foundations.addAll(startAndAwait(foundation));
    startAndAwait(services);
    processes.forEach(SupervisedProcess::supervise);
  }

  /** Stops the services, and then the broker. A second call does nothing. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    scheduler.shutdown();
    stop(processes.stream().filter(process -> !foundations.contains(process)).toList());
    stop(processes);
    release();
  }

  private static void stop(List<SupervisedProcess> stopped) {
    stopped.forEach(SupervisedProcess::askToStop);
    stopped.forEach(process -> process.awaitStop(STOP_GRACE));
  }

  private List<SupervisedProcess> startAndAwait(List<Component> components) {
    Instant deadline = Instant.now().plus(START_TIMEOUT);
    List<Starting> starting = new ArrayList<>();
    for (Component component : components) {
      Path log = directory.log(component.name());
      long logStart = log.toFile().length();
      starting.add(new Starting(start(component, log), logStart));
    }
    starting.forEach(started -> await(started, starting, deadline));
    return starting.stream().map(Starting::process).toList();
  }

  private synchronized SupervisedProcess start(Component component, Path log) {
    if (closed) {
      throw new CommandFailure("stopped before the stack was up");
    }
    SupervisedProcess process =
        new SupervisedProcess(component, log, policy, scheduler, listener, this::writeDown);
    processes.add(process);
    try {
      process.start();
    } catch (UncheckedIOException e) {
      throw new CommandFailure(
          component.name() + " cannot be started: " + e.getCause().getMessage(), e);
    }
    return process;
  }

  /** While it waits for one process, it notices the death of any. */
  private static void await(Starting awaited, List<Starting> starting, Instant deadline) {
    try {
      boolean ready = false;
      while (!ready) {
        for (Starting other : starting) {
          other.failIfEnded(other == awaited ? PROBE_PAUSE : Duration.ZERO);
        }
        ready = awaited.process().component().readiness().isReady();
        if (!ready && Instant.now().isAfter(deadline)) {
          throw new CommandFailure(
              awaited.process().component().name()
                  + " is not ready after "
                  + START_TIMEOUT.toSeconds()
                  + " s"
                  + awaited.reason());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while the stack was starting", e);
    }
  }

  private void writeDown() {
    try {
      record.write(
          processes.stream().map(SupervisedProcess::handle).flatMap(Optional::stream).toList());
    } catch (IOException e) {
      listener.said("cannot write " + directory.processes() + ": " + e.getMessage());
    }
  }

  private void release() {
    if (lock == null) {
      return;
    }
    try {
      record.clear();
    } catch (IOException e) {
      listener.said("cannot remove " + directory.processes() + ": " + e.getMessage());
    }
    lock.close();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "restart");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * @param logStart where the lines of this start begin
   */
  private record Starting(SupervisedProcess process, long logStart) {
    void failIfEnded(Duration timeout) throws InterruptedException {
      if (process.awaitEnd(timeout)) {
        throw new CommandFailure(
            process.component().name()
                + " ended at its start (exit status "
                + process.exitValue()
                + ")"
                + reason());
      }
    }

    String reason() {
      return LogReason.find(process.log(), logStart).map(reason -> ": " + reason).orElse("")
          + "; its log is "
          + process.log();
    }
  }
}
