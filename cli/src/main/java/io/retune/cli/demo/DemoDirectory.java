package io.retune.cli.demo;

import io.retune.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The data directory of a demo, which begins empty. */
final class DemoDirectory {
  private static final String MARK = "retune-demo";

  private DemoDirectory() {}

  /**
   * Empties a directory that an earlier demo made, and marks it as a demo's.
   *
   * @throws CommandFailure if the directory holds anything that no demo made
   */
  static Path fresh(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    try {
      if (Files.exists(root) && !isEmpty(root)) {
        if (!Files.exists(root.resolve(MARK))) {
          throw new CommandFailure(
              root + " is not empty, and no demo made it; name another directory with --data");
        }
        delete(root);
      }
      Files.createDirectories(root);
      Files.createFile(root.resolve(MARK));
      return root;
    } catch (IOException e) {
      throw new CommandFailure("cannot write to " + root + ": " + e.getMessage(), e);
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }

  private static void delete(Path root) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(root)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
