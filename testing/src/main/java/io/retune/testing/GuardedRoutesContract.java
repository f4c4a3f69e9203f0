package io.retune.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.quarkus.test.common.http.TestHTTPResource;
import io.retune.testing.RawRequest.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What holds for every route that a service's document names, with the callers of {@link
 * CallersProfile}. The document is held to the code elsewhere, so a route that is added is tested
 * here without another line.
 */
public abstract class GuardedRoutesContract {
  /** A caller who has all roles but the one. */
  private static final Map<String, String> ALL_BUT =
      Map.of("read", "blind", "write", "anna", "release", "feed");

  private static final Map<String, String> WITH =
      Map.of("read", "monitor", "write", "feed", "release", "anna");

  @TestHTTPResource URI address;

  private final String service;

  /**
   * @param service as its document is named
   */
  protected GuardedRoutesContract(String service) {
    this.service = service;
  }

  @TestFactory
  Stream<DynamicTest> aRequestForAnotherHostIsMisdirected() {
    return each(
        route -> true,
        route -> refused(authorized(route).host("evil.example"), 421, "retune.http.hosts"));
  }

  @TestFactory
  Stream<DynamicTest> aPageOfAnotherSiteIsRefused() {
    return each(
        route -> true,
        route ->
            refused(
                authorized(route).header("Origin", "http://evil.example"),
                403,
                "retune.http.origins"));
  }

  @TestFactory
  Stream<DynamicTest> aBrowserThatSaysItComesFromAnotherSiteIsRefused() {
    return each(
        route -> true,
        route ->
            refused(
                authorized(route).header("Sec-Fetch-Site", "cross-site"),
                403,
                "retune.http.origins"));
  }

  @TestFactory
  Stream<DynamicTest> aBodyWithoutAContentTypeIsUnsupported() {
    return each(
        DocumentedRoute::hasBody,
        route ->
            refused(
                route.requestWithoutMediaType().token(CallersProfile.token(WITH.get(route.role()))),
                415,
                "a body needs a Content-Type"));
  }

  @TestFactory
  Stream<DynamicTest> aBodyOfAnotherContentTypeIsUnsupported() {
    return each(
        route -> route.mediaType().filter(type -> !type.equals("*/*")).isPresent(),
        route ->
            assertThat(
                    send(route
                            .requestWithoutMediaType()
                            .header("Content-Type", "text/plain")
                            .token(CallersProfile.token(WITH.get(route.role()))))
                        .status())
                .isEqualTo(415));
  }

  @TestFactory
  Stream<DynamicTest> aRequestWithoutATokenIsUnauthenticated() {
    return each(
        route -> true, route -> refused(route.request(), 401, "needs a valid bearer token"));
  }

  @TestFactory
  Stream<DynamicTest> aTokenThatNobodyWasGivenIsUnauthenticated() {
    return each(
        route -> true,
        route ->
            refused(
                route.request().token(CallersProfile.token("nobody")),
                401,
                "needs a valid bearer token"));
  }

  @TestFactory
  Stream<DynamicTest> aCallerWithAllOtherRolesIsForbidden() {
    return each(
        route -> true,
        route ->
            refused(
                route.request().token(CallersProfile.token(ALL_BUT.get(route.role()))),
                403,
                "does not have the role " + route.role()));
  }

  @TestFactory
  Stream<DynamicTest> aCallerWithTheRoleIsLetThrough() {
    return each(
        route -> true,
        route ->
            assertThat(send(authorized(route)).status()).isNotIn(401, 403, 405, 415, 421, 500));
  }

  /** The Content-Type of an error. */
  protected String errorMediaType() {
    return "application/problem+json";
  }

  /** What an error says to the caller. */
  protected String detail(Answer error) throws IOException {
    return error.problem().path("detail").asText();
  }

  private static RawRequest authorized(DocumentedRoute route) {
    return route.request().token(CallersProfile.token(WITH.get(route.role())));
  }

  private void refused(RawRequest request, int status, String reason) throws IOException {
    Answer answer = send(request);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.head()).contains(errorMediaType());
    assertThat(detail(answer)).contains(reason);
  }

  private Answer send(RawRequest request) throws IOException {
    return request.send(address.getPort());
  }

  private Stream<DynamicTest> each(Predicate<DocumentedRoute> chosen, RouteTest test) {
    return DocumentedRoute.of(service).stream()
        .filter(chosen)
        .map(route -> dynamicTest(route.toString(), () -> test.accept(route)));
  }

  /** What is tried of a route. */
  @FunctionalInterface
  private interface RouteTest {
    void accept(DocumentedRoute route) throws IOException;
  }
}
