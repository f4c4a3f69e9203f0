package io.retune.bench.ingest;

import io.retune.bench.measure.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** A packaged service in a process of its own, with its defaults. */
final class ServiceProcess implements AutoCloseable {
  private final Process process;

  private ServiceProcess(Process process) {
    this.process = process;
  }

  /**
   * Returns at once; the service comes up meanwhile.
   *
   * @param jar its {@code quarkus-run.jar}
   * @param directory for its state and its log
   */
  static ServiceProcess start(Path jar, String bootstrap, Path directory) throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException("no packaged service: " + jar);
    }
    Files.createDirectories(directory);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-Dkafka.bootstrap.servers=" + bootstrap,
                "-Dquarkus.http.port=0",
                "-Dretune.state-dir=" + directory.resolve("state"),
                "-jar",
                jar.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    return new ServiceProcess(process);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it and its parsers took of the cores until now. */
  Duration coreTime() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public void close() {
    new ChildProcess(process).close();
  }
}
