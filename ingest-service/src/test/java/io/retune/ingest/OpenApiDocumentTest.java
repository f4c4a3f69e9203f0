package io.retune.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.retune.testing.CommittedDocument;
import io.retune.testing.KafkaBrokerResource;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(IngestServiceTest.Settings.class)
@QuarkusTestResource(KafkaBrokerResource.class)
@QuarkusTestResource(WebSiteResource.class)
class OpenApiDocumentTest {
  @Test
  void theDocumentSaysWhatTheServiceAnswers() throws IOException {
    // Given
    String current = given().get("/q/openapi").asString();

    // When
    String committed = CommittedDocument.openApi("ingest").text(current);

    // Then
    assertThat(committed).isEqualTo(current);
  }
}
