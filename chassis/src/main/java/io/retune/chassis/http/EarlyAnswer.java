package io.retune.chassis.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * An error from a place before the routes, where the library that makes problems is not asked.
 * Thread-safe.
 */
@Singleton
public final class EarlyAnswer {
  private final ErrorForm form;

  EarlyAnswer(ErrorForm form) {
    this.form = form;
  }

  /**
   * Answers a request whose body is not read, and closes the connection: nothing can follow such a
   * body on it.
   *
   * @param detail for the caller
   */
  public void end(RoutingContext context, int status, String detail) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    if (request.version() != HttpVersion.HTTP_2) {
      response.putHeader(HttpHeaders.CONNECTION, "close");
      response.endHandler(ended -> request.connection().close());
    }
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, form.mediaType())
        .end(form.body(status, detail, request.path()).encode());
  }
}
