package io.retune.chassis.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.retune.testing.KafkaBrokerResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(KafkaBrokerResource.class)
class ProblemsTest {
  @ParameterizedTest
  @CsvSource({
    "absent, 404, Not Found, collection x has no version 7",
    "bad, 400, Bad Request, 'split must be auto, train or validation'",
    "conflict, 409, Conflict, another base model",
    "busy, 429, Too Many Requests, too many are waiting",
    "large, 413, Request Entity Too Large, over 64 MiB"
  })
  void whatAServiceThrowsIsAProblemWithItsWords(
      String kind, int status, String title, String detail) {
    // When
    Response response = given().get("/samples/thrown/" + kind);

    // Then
    problem(response, status)
        .body("title", equalTo(title))
        .body("detail", equalTo(detail))
        .body("instance", equalTo("/samples/thrown/" + kind));
  }

  @ParameterizedTest
  @CsvSource({"broker", "kafka"})
  void aClusterThatIsAwayIsUnavailableAndNotNamed(String kind) {
    // When
    Response response = given().get("/samples/thrown/" + kind);

    // Then
    problem(response, 503)
        .body("detail", equalTo("the Kafka cluster does not answer; try again later"));
  }

  @ParameterizedTest
  @CsvSource({"argument", "state"})
  void anUnexpectedFailureShowsNothingOfTheInside(String kind) {
    // When
    Response response = given().get("/samples/thrown/" + kind);

    // Then
    problem(response, 500).body("detail", equalTo("the service failed; its log says why"));
  }

  @Test
  void aPathWithoutARouteIsNotFound() {
    // When
    Response response = given().get("/nowhere/at/all");

    // Then
    problem(response, 404)
        .body("detail", equalTo("there is nothing at this path"))
        .body("instance", equalTo("/nowhere/at/all"));
  }

  @ParameterizedTest
  @CsvSource({"/samples/numbers/abc", "/samples/limits?max_count=abc"})
  void aParameterThatCannotBeConvertedIsABadRequest(String path) {
    // When
    Response response = given().get(path);

    // Then
    problem(response, 400).body("detail", containsString("\"abc\""));
  }

  @Test
  void aParameterOverItsLimitIsNamedWithTheRule() {
    // When
    Response response = given().get("/samples/limits?max_count=11");

    // Then
    problem(response, 400)
        .body("detail", equalTo("max_count must be less than or equal to 10"))
        .body("violations.field", contains("max_count"))
        .body("violations.in", contains("query"));
  }

  @Test
  void everyFieldThatBreaksARuleIsNamedAsInTheRequest() {
    // When
    Response response = post("/samples/bodies", "{\"asked_by\": \" \", \"first_version\": 11}");

    // Then
    problem(response, 400)
        .body("violations.field", contains("asked_by", "first_version"))
        .body(
            "violations.message",
            contains("must not be blank", "must be less than or equal to 10"));
  }

  @Test
  void aMissingBodyIsABadRequest() {
    // When
    Response response = given().contentType(ContentType.JSON).post("/samples/bodies");

    // Then
    problem(response, 400).body("detail", equalTo("the body must not be null"));
  }

  @Test
  void aFieldThatTheRouteDoesNotKnowIsNamed() {
    // When
    Response response = post("/samples/bodies", "{\"asked_by\": \"a\", \"firstVersion\": 1}");

    // Then
    problem(response, 400)
        .body("field", equalTo("firstVersion"))
        .body(
            "detail",
            equalTo(
                "the route does not know the field 'firstVersion', only 'asked_by', 'first_version'"));
  }

  @Test
  void aFieldOfAnotherTypeIsNamedByItsPathAndNoClassIs() {
    // When
    Response response = post("/samples/lists", "{\"asked_items\": [{\"first_version\": \"abc\"}]}");

    // Then
    problem(response, 400)
        .body("field", equalTo("asked_items[0].first_version"))
        .body(
            "detail", allOf(containsString("does not have the type"), not(containsString("java"))));
  }

  @Test
  void aBodyOfAnotherFormIsABadRequest() {
    // When
    Response response = post("/samples/bodies", "[1]");

    // Then
    problem(response, 400)
        .body("detail", equalTo("the body does not have the form that the route takes"));
  }

  @Test
  void aBodyThatIsNotJsonIsABadRequestWithThePlace() {
    // When
    Response response = post("/samples/bodies", "{\"asked_by\":");

    // Then
    problem(response, 400).body("detail", equalTo("the body is not JSON: see line 1, column 13"));
  }

  @Test
  void anotherMediaTypeIsUnsupported() {
    // When
    Response response = given().contentType(ContentType.TEXT).body("a").post("/samples/bodies");

    // Then
    problem(response, 415).body("detail", not(containsString("@")));
  }

  @Test
  void anAnswerThatTheCallerDoesNotAcceptIsNotGiven() {
    // When
    Response response = given().accept("application/pdf").get("/samples/limits");

    // Then
    problem(response, 406).body("detail", not(containsString("@")));
  }

  @Test
  void anotherMethodIsNotAllowed() {
    // When
    Response response = given().delete("/samples/limits");

    // Then
    problem(response, 405).body("detail", equalTo("the route does not take this method"));
  }

  @Test
  void aBodyOverTheServersLimitIsTooLarge() {
    // When
    Response response =
        given()
            .contentType("application/octet-stream")
            .body(new byte[2_049])
            .post("/samples/files");

    // Then
    problem(response, 413)
        .body("detail", equalTo("the body is larger than 2048 bytes"))
        .body("instance", equalTo("/samples/files"));
  }

  @Test
  void aBodyOfTheServersLimitIsTaken() {
    // When
    Response response =
        given()
            .contentType("application/octet-stream")
            .body(new byte[2_048])
            .post("/samples/files");

    // Then
    response.then().statusCode(200).body(equalTo("2048"));
  }

  private static Response post(String path, String body) {
    return given().contentType(ContentType.JSON).body(body).post(path);
  }

  private static ValidatableResponse problem(Response response, int status) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("about:blank"))
        .body("status", equalTo(status));
  }
}
