package io.retune.cli.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the processes of the stack are started: by the Java that runs the command itself. */
final class JavaCommand {
  private JavaCommand() {}

  static Path executable() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** Beside the logs, and not in the directory that the command was called from. */
  static String crashReport(Path file) {
    return "-XX:ErrorFile=" + file.toAbsolutePath();
  }

  /** Options that keep a process small; dying is better than going on without memory. */
  static List<String> options(int heapMegabytes, String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Xms32m",
                "-Xmx" + heapMegabytes + "m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xshare:auto",
                // Each thread keeps a direct buffer as large as its largest write otherwise.
                "-Djdk.nio.maxCachedBufferSize=262144"));
    options.addAll(List.of(more));
    return List.copyOf(options);
  }
}
