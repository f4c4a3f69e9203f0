package io.retune.chassis.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Gives every problem a type and, where the framework made it, a detail that tells the caller what
 * to change. What a service says itself stays as it is. Thread-safe.
 */
@ApplicationScoped
class UniformProblems implements ProblemPostProcessor {
  private static final URI NO_TYPE = URI.create("about:blank");
  private static final String VIOLATIONS = "violations";
  private static final int BAD_REQUEST = Response.Status.BAD_REQUEST.getStatusCode();

  private static final Map<Integer, String> DETAILS =
      Map.of(
          400, "the request cannot be read",
          404, "there is nothing at this path",
          405, "the route does not take this method",
          406, "the route cannot answer in a media type that the request accepts",
          415, "the route does not take bodies of this media type",
          500, "the service failed; its log says why");

  @Override
  public HttpProblem apply(HttpProblem problem, ProblemContext context) {
    if (isInvalidParameter(context.cause)) {
      return builder(problem)
          .withStatus(BAD_REQUEST)
          .withTitle(Response.Status.BAD_REQUEST.getReasonPhrase())
          .withDetail("a parameter has an invalid value: " + context.cause.getCause().getMessage())
          .build();
    }
    if (context.cause instanceof MismatchedInputException failure) {
      BodyFault fault = BodyFault.of(failure);
      return HttpProblem.builder()
          .withType(NO_TYPE)
          .withTitle(problem.getTitle())
          .withStatus(problem.getStatusCode())
          .withInstance(problem.getInstance())
          .withDetail(fault.detail())
          .with("field", fault.field())
          .build();
    }
    if (problem.getParameters().get(VIOLATIONS) instanceof List<?> violations) {
      return violated(problem, violations);
    }
    if (isOfFramework(problem)) {
      return builder(problem)
          .withDetail(
              notJson(context.cause)
                  .orElse(DETAILS.getOrDefault(problem.getStatusCode(), problem.getTitle())))
          .build();
    }
    return builder(problem).build();
  }

  /** After the library's own, which fills in the instance. */
  @Override
  public int priority() {
    return 50;
  }

  private static HttpProblem.Builder builder(HttpProblem problem) {
    return HttpProblem.builder(problem)
        .withType(problem.getType() == null ? NO_TYPE : problem.getType());
  }

  /** Fields by the names that they have in the request. */
  private static HttpProblem violated(HttpProblem problem, List<?> violations) {
    List<Map<String, String>> named =
        violations.stream()
            .filter(Violation.class::isInstance)
            .map(Violation.class::cast)
            .map(
                violation ->
                    Map.of(
                        "field", SnakeCaseStrategy.INSTANCE.translate(violation.field),
                        "in", violation.in,
                        "message", violation.message))
            .sorted(Comparator.comparing(violation -> violation.get("field")))
            .toList();
    HttpProblem.Builder uniform =
        HttpProblem.builder()
            .withType(NO_TYPE)
            .withTitle(problem.getTitle())
            .withStatus(problem.getStatusCode())
            .withInstance(problem.getInstance())
            .withDetail(
                named.stream()
                    .map(UniformProblems::sentence)
                    .distinct()
                    .collect(Collectors.joining("; ")));
    problem.getParameters().entrySet().stream()
        .filter(parameter -> !parameter.getKey().equals(VIOLATIONS))
        .forEach(parameter -> uniform.with(parameter.getKey(), parameter.getValue()));
    return uniform.with(VIOLATIONS, named).build();
  }

  private static String sentence(Map<String, String> violation) {
    String field = violation.get("field");
    return (field.isEmpty() ? "the " + violation.get("in") : field)
        + " "
        + violation.get("message");
  }

  /** The framework answers 404 where the text of a parameter cannot be converted. */
  private static boolean isInvalidParameter(Throwable cause) {
    return cause instanceof NotFoundException && cause.getCause() instanceof RuntimeException;
  }

  private static boolean isOfFramework(HttpProblem problem) {
    String detail = problem.getDetail();
    return detail == null || detail.startsWith("HTTP ") || detail.contains("header value did not");
  }

  private static Optional<String> notJson(Throwable cause) {
    return cause.getCause() instanceof JsonProcessingException failure
        ? Optional.of("the body is not JSON" + at(failure.getLocation()))
        : Optional.empty();
  }

  private static String at(JsonLocation location) {
    return location == null
        ? ""
        : ": see line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
