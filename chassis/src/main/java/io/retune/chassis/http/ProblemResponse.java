package io.retune.chassis.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** A problem from a place before the routes, where the library that makes them is not asked. */
public final class ProblemResponse {
  private ProblemResponse() {}

  /**
   * Answers a request whose body is not read, and closes the connection: nothing can follow such a
   * body on it.
   *
   * @param detail for the caller
   */
  public static void end(RoutingContext context, int status, String detail) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    if (request.version() != HttpVersion.HTTP_2) {
      response.putHeader(HttpHeaders.CONNECTION, "close");
      response.endHandler(ended -> request.connection().close());
    }
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .end(
            new JsonObject()
                .put("type", "about:blank")
                .put("status", status)
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("detail", detail)
                .put("instance", request.path())
                .encode());
  }
}
