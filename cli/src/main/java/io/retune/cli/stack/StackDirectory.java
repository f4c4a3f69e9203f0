package io.retune.cli.stack;

import io.retune.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Where one local stack keeps its things.
 *
 * @param root absolute
 */
public record StackDirectory(Path root) {
  public StackDirectory {
    root = Objects.requireNonNull(root, "root").toAbsolutePath().normalize();
  }

  /** Creates what is not there yet, readable by its owner only: documents and keys lie in it. */
  public StackDirectory create() {
    try {
      if (!Files.isDirectory(root)) {
        OwnersFiles.createFolder(root);
      }
      for (Path directory : List.of(logs(), broker(), settings(), states())) {
        OwnersFiles.createFolder(directory);
      }
      return this;
    } catch (IOException e) {
      throw new CommandFailure("cannot write to " + root + "; --data names another directory", e);
    }
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path log(String component) {
    return logs().resolve(component + ".log");
  }

  /** What Java writes where native code fails; its process number stands for {@code %p}. */
  Path crashReport(String component) {
    return logs().resolve(component + "-crash-%p.log");
  }

  public Path broker() {
    return root.resolve("broker");
  }

  /** The files that tell each service its settings. */
  public Path settings() {
    return root.resolve("settings");
  }

  /** What a service keeps: state stores, which Kafka could rebuild. */
  public Path state(String component) {
    return states().resolve(component);
  }

  Path lock() {
    return root.resolve("lock");
  }

  Path processes() {
    return root.resolve("processes");
  }

  private Path states() {
    return root.resolve("state");
  }
}
