package io.retune.chassis.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that is announced as larger than the server's limit with a problem: the server
 * itself answers before any route is asked, and without a body.
 */
@ApplicationScoped
class BodyLimit {
  /** Before the server's own check. */
  private static final int PRIORITY = 100;

  private final EarlyAnswer answer;
  private final long maxBytes;

  BodyLimit(
      EarlyAnswer answer,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10240K")
          MemorySize maxBodySize) {
    this.answer = answer;
    this.maxBytes = maxBodySize.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    if (announcedBytes(context) <= maxBytes) {
      context.next();
      return;
    }
    answer.end(
        context,
        Response.Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode(),
        "the body is larger than %d bytes".formatted(maxBytes));
  }

  private static long announcedBytes(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      // The server refuses it itself.
      return 0;
    }
  }
}
