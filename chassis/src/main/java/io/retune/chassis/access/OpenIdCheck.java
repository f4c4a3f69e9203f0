package io.retune.chassis.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.stream.Collectors;

/** Callers with tokens of an OpenID Connect server, which Quarkus verifies. */
final class OpenIdCheck implements CallerCheck {
  private final HttpAuthenticator authenticator;

  OpenIdCheck(HttpAuthenticator authenticator) {
    this.authenticator = authenticator;
  }

  @Override
  public Uni<Caller> caller(RoutingContext context) {
    return authenticator.attemptAuthentication(context).map(OpenIdCheck::caller);
  }

  private static Caller caller(SecurityIdentity identity) {
    if (identity == null || identity.isAnonymous()) {
      throw new AuthenticationFailedException();
    }
    try {
      return new Caller(
          identity.getPrincipal().getName(),
          identity.getRoles().stream()
              .map(Role::named)
              .flatMap(Optional::stream)
              .collect(Collectors.toSet()));
    } catch (IllegalArgumentException e) {
      throw new AuthenticationFailedException(e);
    }
  }
}
