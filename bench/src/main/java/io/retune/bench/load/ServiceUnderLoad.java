package io.retune.bench.load;

import io.retune.bench.measure.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A packaged service in a process of its own, with the heap that it has in the local stack. */
final class ServiceUnderLoad implements AutoCloseable {
  private final Kind kind;
  private final Process process;

  private ServiceUnderLoad(Kind kind, Process process) {
    this.kind = kind;
    this.process = process;
  }

  /** The services that a load goes through. */
  enum Kind {
    INGEST("ingest", "-Xmx384m", "-XX:TieredStopAtLevel=1"),
    QA_GEN("qa-gen", "-Xmx224m", "-XX:ReservedCodeCacheSize=64m"),
    TRAINER("trainer", "-Xmx640m", "-XX:ReservedCodeCacheSize=64m"),
    EVAL("eval", "-Xmx384m", "-XX:ReservedCodeCacheSize=64m");

    private final String label;
    private final List<String> options;

    Kind(String label, String... options) {
      this.label = label;
      this.options = List.of(options);
    }

    String label() {
      return label;
    }

    private Path jar(Path home) {
      return home.resolve(label + "-service/target/quarkus-app/quarkus-run.jar");
    }
  }

  /**
   * Returns at once; the service comes up meanwhile.
   *
   * @param home where the services are built
   * @param directory for its state and its log
   */
  static ServiceUnderLoad start(
      Kind kind, Path home, String bootstrap, String embeddings, Path directory)
      throws IOException {
    Path jar = kind.jar(home);
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException("no packaged service: " + jar);
    }
    Files.createDirectories(directory);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(kind.options);
    command.addAll(
        List.of(
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=1",
            "-Dkafka.bootstrap.servers=" + bootstrap,
            "-Dquarkus.http.port=0",
            "-Dquarkus.log.console.json.enabled=false",
            "-Dretune.state-dir=" + directory.resolve("state"),
            "-Dretune.embedding.model=openai",
            "-Dretune.embedding.openai.base-url=" + embeddings,
            "-Dretune.embedding.openai.model-name=stub",
            "-jar",
            jar.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(kind.label + ".log").toFile())
            .start();
    return new ServiceUnderLoad(kind, process);
  }

  Kind kind() {
    return kind;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What is resident now, its child processes among it, in megabytes. */
  long residentMegabytes() {
    return residentMegabytes(process.toHandle())
        + process.descendants().mapToLong(ServiceUnderLoad::residentMegabytes).sum();
  }

  private static long residentMegabytes(ProcessHandle process) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
          .filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      // It has ended.
      return 0;
    }
  }

  @Override
  public void close() {
    new ChildProcess(process).close();
  }
}
