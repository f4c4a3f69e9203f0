package io.retune.chassis.access;

import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Callers with tokens of a file. */
final class TokenCheck implements CallerCheck {
  private static final String SCHEME = "Bearer ";

  private final CallerTokens tokens;

  TokenCheck(CallerTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Uni<Caller> caller(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader(HttpHeaders.AUTHORIZATION))
        .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .flatMap(header -> tokens.find(header.substring(SCHEME.length()).strip()))
        .map(Uni.createFrom()::item)
        .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
  }
}
