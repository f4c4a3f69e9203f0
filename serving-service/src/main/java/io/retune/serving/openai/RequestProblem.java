package io.retune.serving.openai;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;

/** Problems with the two fields that OpenAI's errors have beyond a text. */
final class RequestProblem {
  static final String PARAM = "param";
  static final String CODE = "code";

  private RequestProblem() {}

  /**
   * A request that cannot be answered as it is.
   *
   * @param param the field that is wrong
   * @param code for programs
   */
  static HttpProblem badRequest(String param, String code, String detail) {
    return of(Response.Status.BAD_REQUEST, code, detail).with(PARAM, param).build();
  }

  static HttpProblem.Builder of(Response.Status status, String code, String detail) {
    return HttpProblem.builder()
        .withStatus(status)
        .withTitle(status.getReasonPhrase())
        .withDetail(detail)
        .with(CODE, code);
  }
}
