package io.retune.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that print their version stand for Maven. All paths have a space. */
@Timeout(60)
class MavenWrapperTest {
  private static final Path SCRIPT = Path.of("..", "mvnw");

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void copyTheScript() throws IOException {
    folder = Files.createDirectories(temporary.resolve("a folder"));
    Files.copy(SCRIPT, folder.resolve("mvnw"));
    makeExecutable(folder.resolve("mvnw"));
    pin("9.9.9", "none");
  }

  @Test
  void takesTheMavenOnThePathWhereItIsNewEnough() throws Exception {
    // Given
    putOnPath("3.8.1");

    // When
    Run run = run(Map.of(), "verify", "-Dname=two words");

    // Then
    assertThat(run.output()).isEqualTo("Apache Maven 3.8.1 (verify) (-Dname=two words)\n");
  }

  @Test
  void saysInOneLineWhatToDoWhereNoMavenIsNewEnough() throws Exception {
    // Given
    putOnPath("3.6.3");

    // When
    Run run = run(Map.of(), "verify");

    // Then
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output())
        .isEqualTo(
            "mvnw: Maven 3.8 or later is needed, and the path has 3.6.3: install one, or set"
                + " MVNW_REPOURL to a Maven repository\n");
  }

  @Test
  void wantsALaterMavenForDevMode() throws Exception {
    // Given
    putOnPath("3.8.8");

    // When
    Run run = run(Map.of(), "quarkus:dev");

    // Then
    assertThat(run.output()).startsWith("mvnw: Maven 3.9 or later is needed");
  }

  @Test
  void runsThePinnedMavenForEachOfSeveralThatStartAtOnce() throws Exception {
    // Given
    putOnPath("3.6.3");
    pin("3.9.9", sha512(archive("3.9.9")));
    List<Process> started = new ArrayList<>();

    // When
    for (int i = 0; i < 4; i++) {
      started.add(start(repository(), "verify"));
    }

    // Then
    for (Process process : started) {
      assertThat(finished(process).output())
          .isEqualTo("mvnw: downloading Maven 3.9.9\nApache Maven 3.9.9 (verify)\n");
    }
    try (var left = Files.list(folder.resolve("user home/wrapper/dists/retune"))) {
      assertThat(left.map(Path::getFileName)).containsExactly(Path.of("apache-maven-3.9.9"));
    }
  }

  @Test
  void needsNoRepositoryOnceThePinnedMavenIsThere() throws Exception {
    // Given
    putOnPath("3.6.3");
    pin("3.9.9", sha512(archive("3.9.9")));
    run(repository(), "verify");

    // When
    Run run = run(Map.of(), "test");

    // Then
    assertThat(run.output()).isEqualTo("Apache Maven 3.9.9 (test)\n");
  }

  @Test
  void refusesAnArchiveThatIsNotThePinnedOne() throws Exception {
    // Given
    putOnPath("3.6.3");
    archive("3.9.9");
    pin("3.9.9", "0".repeat(128));

    // When
    Run run = run(repository(), "verify");

    // Then
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output()).contains("is not the archive that").doesNotContain("Apache Maven");
  }

  private void putOnPath(String version) throws IOException {
    writeMaven(Files.createDirectories(folder.resolve("on path")), version);
  }

  /** Prints its version and its arguments. */
  private static void writeMaven(Path directory, String version) throws IOException {
    Path script = directory.resolve("mvn");
    Files.writeString(
        script,
        "#!/bin/sh\nprintf 'Apache Maven "
            + version
            + "'; [ \"$1\" = --version ] || printf ' (%s)' \"$@\"; echo\n");
    makeExecutable(script);
  }

  private static void makeExecutable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void pin(String version, String sha512) throws IOException {
    Path properties = folder.resolve(".mvn/wrapper/maven-wrapper.properties");
    Files.createDirectories(properties.getParent());
    Files.writeString(properties, "maven.version=" + version + "\nmaven.sha512=" + sha512 + "\n");
  }

  private Path archive(String version) throws Exception {
    Path maven = folder.resolve("unpacked").resolve("apache-maven-" + version);
    writeMaven(Files.createDirectories(maven.resolve("bin")), version);
    Path directory = folder.resolve("repository/org/apache/maven/apache-maven/" + version);
    Path archive =
        Files.createDirectories(directory).resolve("apache-maven-" + version + "-bin.tar.gz");
    Process tar =
        new ProcessBuilder(
                "tar",
                "-czf",
                archive.toString(),
                "-C",
                maven.getParent().toString(),
                maven.getFileName().toString())
            .start();
    assertThat(tar.waitFor()).isZero();
    return archive;
  }

  private static String sha512(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }

  private Map<String, String> repository() {
    return Map.of("MVNW_REPOURL", folder.resolve("repository").toUri().toString());
  }

  private Run run(Map<String, String> environment, String... arguments) throws Exception {
    return finished(start(environment, arguments));
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(folder.resolve("mvnw").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("MVNW_REPOURL");
    builder.environment().put("MAVEN_USER_HOME", folder.resolve("user home").toString());
    builder
        .environment()
        .merge("PATH", folder.resolve("on path") + File.pathSeparator, (own, ours) -> ours + own);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Run finished(Process process) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), output);
  }

  private record Run(int status, String output) {}
}
