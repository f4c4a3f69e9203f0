package io.retune.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the threat model says of containers, read from the files that make them. */
class ContainersTest {
  private static final Path COMPOSE = Path.of("..", "docker-compose.yml");
  private static final Path DOCKERFILE = Path.of("..", "Dockerfile");

  /** A tag that names one release, so that it does not move to the next. */
  private static final String RELEASE = "[a-z/-]+:v?\\d+\\.\\d+\\.\\d+\\S*";

  @ParameterizedTest(name = "{0}")
  @MethodSource("eachContainer")
  void aContainerGetsNothingThatItDoesNotNeed(String name, Map<String, Object> container) {
    // When, Then
    assertThat(container)
        .containsEntry("read_only", true)
        .containsEntry("cap_drop", List.of("ALL"))
        .containsEntry("security_opt", List.of("no-new-privileges:true"))
        .containsEntry("restart", "unless-stopped")
        .containsKeys("mem_limit", "tmpfs")
        .doesNotContainKeys("privileged", "cap_add", "user", "network_mode", "pid", "devices");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("eachContainer")
  void aContainerIsReachedFromThisMachineOnly(String name, Map<String, Object> container) {
    // When
    List<?> ports = (List<?>) container.get("ports");

    // Then
    assertThat(ports)
        .isNotEmpty()
        .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("eachContainer")
  void aContainerSeesNoFolderOfTheHost(String name, Map<String, Object> container) {
    // When
    List<?> volumes = (List<?>) container.get("volumes");

    // Then
    assertThat(volumes).allSatisfy(volume -> assertThat(volume.toString()).matches("[a-z-]+:/.+"));
  }

  @Test
  void imagesOfOthersAreNamedByTheirRelease() throws IOException {
    // Given
    Stream<String> fetched =
        containers().values().stream()
            .filter(container -> !container.containsKey("build"))
            .map(container -> container.get("image").toString());

    // When
    List<String> images = Stream.concat(fetched, instructions("FROM ")).toList();

    // Then
    assertThat(images).hasSize(4).allSatisfy(image -> assertThat(image).matches(RELEASE));
  }

  @Test
  void theServicesImageDoesNotRunAsRoot() throws IOException {
    // When
    List<String> users = instructions("USER ").toList();

    // Then
    assertThat(users).containsExactly("retune");
  }

  static Stream<Arguments> eachContainer() throws IOException {
    return containers().entrySet().stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  private static Stream<String> instructions(String name) throws IOException {
    return Files.readAllLines(DOCKERFILE).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Map<String, Object>> containers() throws IOException {
    try (Reader file = Files.newBufferedReader(COMPOSE)) {
      Map<String, Object> compose = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
      return (Map<String, Map<String, Object>>) compose.get("services");
    }
  }
}
