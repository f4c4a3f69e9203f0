package io.retune.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.TopicNames;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSettingsFilesTest {
  @TempDir private Path folder;

  @Test
  void tellsAServiceItsPortAndItsClusterBelowWhatTheUserSays() throws IOException {
    // Given
    ServiceSettingsFiles files = new ServiceSettingsFiles(settings(Map.of()));

    // When
    files.write(Service.EVAL);

    // Then
    Properties own = properties("eval.properties");
    assertThat(own)
        .containsEntry("quarkus.http.port", "14")
        .containsEntry("kafka.bootstrap.servers", "127.0.0.1:10")
        .containsEntry("retune.topics.prefix", "team.")
        .containsEntry("retune.eval.loop.ingest-url", "http://127.0.0.1:11")
        .containsEntry("retune.eval.loop.qa-gen-url", "http://127.0.0.1:12")
        .containsEntry("retune.eval.loop.trainer-url", "http://127.0.0.1:13")
        .containsEntry("retune.eval.followers.urls", "http://127.0.0.1:15")
        .containsEntry("retune.train.quiet", "5s");
    assertThat(Integer.parseInt(own.getProperty("config_ordinal"))).isLessThan(400);
  }

  @Test
  void keepsValuesGivenOneByOneOffTheCommandLine() throws IOException {
    // Given
    ServiceSettingsFiles files =
        new ServiceSettingsFiles(settings(Map.of("retune.qa-gen.llm.api-key", "secret")));

    // When
    String option = files.write(Service.QA_GEN);

    // Then
    assertThat(option).doesNotContain("secret").contains("given.properties");
    Properties given = properties("given.properties");
    assertThat(given).containsEntry("retune.qa-gen.llm.api-key", "secret");
    assertThat(Integer.parseInt(given.getProperty("config_ordinal"))).isGreaterThan(400);
  }

  @Test
  void letsNobodyElseReadThem() throws IOException {
    // Given
    Path earlier = Files.createDirectories(folder.resolve("settings"));
    Files.setPosixFilePermissions(earlier, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path open = Files.writeString(earlier.resolve("given.properties"), "");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    ServiceSettingsFiles files = new ServiceSettingsFiles(settings(Map.of()));

    // When
    files.write(Service.EVAL);

    // Then
    assertThat(permissions("settings")).isEqualTo("rwx------");
    assertThat(permissions("settings/eval.properties")).isEqualTo("rw-------");
    assertThat(permissions("settings/given.properties")).isEqualTo("rw-------");
  }

  private String permissions(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
  }

  @Test
  void namesTheFilesOfTheUserBetweenItsOwn() {
    // Given
    ServiceSettingsFiles files = new ServiceSettingsFiles(settings(Map.of()));

    // When
    String option = files.write(Service.INGEST);

    // Then
    assertThat(option).startsWith("-Dquarkus.config.locations=").contains("mine.properties");
  }

  private StackSettings settings(Map<String, String> given) {
    return new StackSettings(
        new StackDirectory(folder).create(),
        new StackPorts(10, 11, 12, 13, 14, 15),
        StackHeaps.DEFAULTS,
        true,
        Optional.empty(),
        new TopicNames("team."),
        Map.of("retune.train.quiet", "5s"),
        List.of(folder.resolve("mine.properties")),
        given);
  }

  private Properties properties(String name) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve("settings").resolve(name))) {
      properties.load(reader);
    }
    return properties;
  }
}
