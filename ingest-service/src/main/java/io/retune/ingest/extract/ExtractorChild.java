package io.retune.ingest.extract;

import io.retune.ingest.parse.DocumentRejected;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** A running extracting process, seen from the service. For one thread at a time. */
final class ExtractorChild implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ExtractorChild.class);

  /** The exit code of a JVM that ran out of memory, by the flag below. */
  private static final int OUT_OF_MEMORY = 3;

  private final Process process;
  private final Path temporaryFiles;
  private final DataInputStream in;
  private final DataOutputStream out;

  private ExtractorChild(Process process, Path temporaryFiles) {
    this.process = process;
    this.temporaryFiles = temporaryFiles;
    this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
  }

  /**
   * Starts a process; it loads while its first document is on the way.
   *
   * @throws IOException if the machine gives no process
   */
  static ExtractorChild start(ExtractorLimits limits, ExtractorSettings settings)
      throws IOException {
    Path temporaryFiles = Files.createTempDirectory("retune-extractor");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + limits.megabytes() + "m",
            "-XX:+UseSerialGC",
            // The optimising compiler is on: it halves what a document costs.
            "-XX:ReservedCodeCacheSize=96m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=20",
            "-Xshare:auto",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            // The tokenizer comes with the service; nothing is fetched.
            "-Dai.djl.offline=true",
            "-Djava.io.tmpdir=" + temporaryFiles,
            "-cp",
            ExtractorClassPath.ofThisProcess(),
            ExtractorProcess.class.getName()));
    command.add(Integer.toString(limits.maxNodes()));
    command.addAll(settings.arguments());
    ProcessBuilder builder = new ProcessBuilder(command);
    ExtractorEnvironment.reduce(builder.environment());
    Process process = builder.start();
    Thread errors = new Thread(() -> drain(process), "extractor-errors-" + process.pid());
    errors.setDaemon(true);
    errors.start();
    return new ExtractorChild(process, temporaryFiles);
  }

  /**
   * Waits until it can work.
   *
   * @throws IllegalArgumentException if its settings do not go together
   */
  void awaitReady() throws IOException {
    ExtractorProtocol.readReady(in);
  }

  /**
   * @throws IOException if the process ended, by itself or by {@link #kill}
   */
  ExtractedDocument extract(SourceDocument document) throws IOException, DocumentRejected {
    ExtractorProtocol.writeRequest(out, document);
    return ExtractorProtocol.readAnswer(in);
  }

  /** Ends the process at once; may be called by any thread. */
  void kill() {
    process.destroyForcibly();
  }

  /** Whether it ended, or is about to end, because it ran out of memory. */
  boolean ranOutOfMemory() throws InterruptedException {
    return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == OUT_OF_MEMORY;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    kill();
    process.onExit().thenRun(() -> delete(temporaryFiles));
  }

  private static void drain(Process process) {
    try (BufferedReader errors =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      errors.lines().forEach(line -> LOG.debugf("extractor %d: %s", process.pid(), line));
    } catch (IOException | java.io.UncheckedIOException e) {
      LOG.debugf("extractor %d ended: %s", process.pid(), e.getMessage());
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warnf("temporary files in %s could not be removed: %s", folder, e.getMessage());
    }
  }
}
