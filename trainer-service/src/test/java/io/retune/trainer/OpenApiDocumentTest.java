package io.retune.trainer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.retune.testing.KafkaBrokerResource;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBrokerResource.class)
class OpenApiDocumentTest {

  private static final Path DOCUMENT = Path.of("../docs/openapi/trainer.yaml");

  @Test
  void theCommittedDocumentSaysWhatTheRoutesTake() throws Exception {
    // Given
    String current = given().get("/q/openapi").asString();
    if (Boolean.getBoolean("retune.write-docs")) {
      Files.createDirectories(DOCUMENT.getParent());
      Files.writeString(DOCUMENT, current);
    }

    // When
    String committed = Files.readString(DOCUMENT);

    // Then
    assertThat(committed).isEqualTo(current);
  }
}
