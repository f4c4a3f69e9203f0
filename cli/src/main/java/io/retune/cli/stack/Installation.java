package io.retune.cli.stack;

import io.retune.cli.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where this build of Retune lies.
 *
 * @param home the folder of the {@code retune} script
 */
public record Installation(Path home) {
  private static final String HOME_PROPERTY = "retune.home";

  public Installation {
    Objects.requireNonNull(home, "home");
  }

  /** The installation that the {@code retune} script names; the working directory without one. */
  public static Installation current() {
    return new Installation(Path.of(System.getProperty(HOME_PROPERTY, "")).toAbsolutePath());
  }

  /**
   * @throws CommandFailure if the service is not built
   */
  Path serviceJar(String module) {
    return existing(
        home.resolve(module).resolve("target").resolve("quarkus-app").resolve("quarkus-run.jar"));
  }

  /**
   * The documentation of one version of the Kafka client.
   *
   * @throws CommandFailure if it is not there
   */
  public Path feedJar(String version) {
    return existing(
        home.resolve("cli")
            .resolve("target")
            .resolve("feed")
            .resolve("kafka-clients-" + version + "-javadoc.jar"));
  }

  private static Path existing(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CommandFailure(file + " is not built; build with: mvn package -DskipTests");
    }
    return file;
  }
}
