package io.retune.chassis.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.retune.chassis.http.SampleResource.Asked;
import io.retune.testing.KafkaBrokerResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBrokerResource.class)
class RouteJsonTest {
  @Inject ObjectMapper applications;

  @Test
  void keysAreInSnakeCaseBothWaysAndTimesAreText() {
    // When
    Response response =
        given()
            .contentType(ContentType.JSON)
            .body("{\"asked_by\": \"a\", \"first_version\": 1}")
            .post("/samples/bodies");

    // Then
    response
        .then()
        .statusCode(200)
        .body("asked_by", equalTo("a"))
        .body("first_version", equalTo(1))
        .body("answered_at", equalTo("2026-03-01T12:00:00Z"));
  }

  @Test
  void theOpenApiDocumentShowsTheSameKeys() {
    // When
    Response response = given().get("/q/openapi?format=json");

    // Then
    response
        .then()
        .statusCode(200)
        .body(
            "components.schemas.Answered.properties.keySet()",
            hasItems("asked_by", "first_version", "answered_at"));
  }

  @Test
  void theApplicationsOwnMapperStaysAsItIs() throws Exception {
    // When
    Asked read =
        applications.readValue("{\"askedBy\": \"a\", \"of_a_later_version\": 1}", Asked.class);

    // Then
    assertThat(read).isEqualTo(new Asked("a", null));
  }
}
