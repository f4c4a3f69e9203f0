package io.retune.serving.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Map;

/**
 * OpenAI's error object, as its clients read it.
 *
 * @param error what is wrong
 */
record OpenAiError(Body error) {
  private static final int CLIENT_ERRORS = 400;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;

  private static final Map<Integer, String> CODES =
      Map.of(
          401, "invalid_api_key",
          403, "forbidden",
          404, "not_found",
          405, "method_not_allowed",
          413, "request_too_large",
          415, "unsupported_media_type",
          421, "unknown_host",
          429, "rate_limit_exceeded",
          503, "unavailable");

  /**
   * What is wrong.
   *
   * @param message for people
   * @param type {@code invalid_request_error}, {@code rate_limit_error} or {@code server_error}
   * @param param the field of the request that is wrong; null where it is none
   * @param code for programs; null where there is none
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Body(String message, String type, String param, String code) {}

  static OpenAiError of(HttpProblem problem) {
    int status = problem.getStatusCode();
    Map<String, Object> fields = problem.getParameters();
    Object param = fields.getOrDefault(RequestProblem.PARAM, fields.get("field"));
    Object code = fields.getOrDefault(RequestProblem.CODE, CODES.get(status));
    String message = problem.getDetail() == null ? problem.getTitle() : problem.getDetail();
    return new OpenAiError(new Body(message, type(status), text(param), text(code)));
  }

  static OpenAiError of(int status, String message) {
    return new OpenAiError(new Body(message, type(status), null, CODES.get(status)));
  }

  private static String type(int status) {
    if (status == TOO_MANY_REQUESTS) {
      return "rate_limit_error";
    }
    return status >= CLIENT_ERRORS && status < SERVER_ERRORS
        ? "invalid_request_error"
        : "server_error";
  }

  private static String text(Object value) {
    return value == null || value.toString().isEmpty() ? null : value.toString();
  }
}
