package io.retune.chassis.access;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Finds out who calls. Thread-safe. */
interface CallerCheck {
  /**
   * Who it is; fails with {@link io.quarkus.security.AuthenticationFailedException} where the
   * request shows no valid token.
   */
  Uni<Caller> caller(RoutingContext context);
}
