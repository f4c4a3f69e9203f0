package io.retune.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * The processes of a stack, written down so that they can be found when what started them was
 * killed. A process number alone may have been given to another process since, so the moment of its
 * start goes with it.
 */
final class ProcessRecord {
  private final Path file;

  ProcessRecord(Path file) {
    this.file = file;
  }

  void write(Collection<ProcessHandle> processes) throws IOException {
    Files.writeString(
        file, processes.stream().map(ProcessRecord::line).collect(Collectors.joining("\n")));
  }

  void clear() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Those written down that still run. */
  List<ProcessHandle> running() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return Files.readAllLines(file).stream()
        .map(ProcessRecord::process)
        .flatMap(Optional::stream)
        .toList();
  }

  /** Ends those that still run, and tells how many there were. */
  int endRunning(Duration grace) throws IOException {
    List<ProcessHandle> running = running();
    running.forEach(ProcessHandle::destroy);
    for (ProcessHandle process : running) {
      awaitEnd(process, grace);
    }
    clear();
    return running.size();
  }

  private static void awaitEnd(ProcessHandle process, Duration grace) {
    try {
      process.onExit().get(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static String line(ProcessHandle process) {
    return process.pid() + " " + started(process);
  }

  private static Optional<ProcessHandle> process(String line) {
    String[] parts = line.split(" ");
    return parts.length == 2
        ? ProcessHandle.of(Long.parseLong(parts[0]))
            .filter(ProcessHandle::isAlive)
            .filter(process -> started(process).equals(parts[1]))
        : Optional.empty();
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }
}
