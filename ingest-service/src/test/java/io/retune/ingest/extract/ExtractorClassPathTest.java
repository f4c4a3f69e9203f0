package io.retune.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractorClassPathTest {
  @TempDir private Path folder;

  @Test
  void takesTheFoldersOfAPackagedService() throws IOException {
    // Given
    Files.createDirectories(folder.resolve("lib/main"));
    Path here = folder.resolve("app/ingest-service.jar");

    // When
    String classPath = ExtractorClassPath.of(here, "quarkus-run.jar");

    // Then
    assertThat(classPath.split(":"))
        .containsExactly(folder + "/app/*", folder + "/lib/main/*", folder + "/lib/boot/*");
  }

  @Test
  void takesWhatTheBuildWroteDownWhereTheJvmWasStartedWithoutTheService() throws IOException {
    // Given
    Path here = folder.resolve("classes");
    Files.writeString(folder.resolve("extractor.classpath"), "/one.jar:/two.jar\n");

    // When
    String classPath = ExtractorClassPath.of(here, "ingest-service-dev.jar");

    // Then
    assertThat(classPath.split(":")).containsExactly(here.toString(), "/one.jar", "/two.jar");
  }

  @Test
  void takesWhatTheJvmWasStartedWithWhereTheServiceIsInIt() throws IOException {
    // Given
    Path here = folder.resolve("classes");
    Files.writeString(folder.resolve("extractor.classpath"), "/one.jar");
    String own = "/test-classes:" + here;

    // When
    String classPath = ExtractorClassPath.of(here, own);

    // Then
    assertThat(classPath).isEqualTo(own);
  }
}
