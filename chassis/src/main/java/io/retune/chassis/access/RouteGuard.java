package io.retune.chassis.access;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.retune.chassis.access.AccessConfig.Authentication;
import io.retune.chassis.http.EarlyAnswer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Stands before all routes, those of the framework too, and before anything reads a body. */
@ApplicationScoped
class RouteGuard {
  private static final Logger LOG = Logger.getLogger(RouteGuard.class);

  /** Before all that Quarkus has. */
  private static final int SITE_PRIORITY = 1_000;

  /** Behind Quarkus's authentication (200), which prepares a request's, and before the rest. */
  private static final int CALLER_PRIORITY = 150;

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private final EarlyAnswer answer;
  private final AcceptedSites sites;
  private final Optional<CallerCheck> callers;
  private final List<PublicFiles> files;
  private final String listensOn;

  RouteGuard(
      EarlyAnswer answer,
      AccessConfig config,
      HttpAuthenticator authenticator,
      Instance<PublicFiles> files,
      @ConfigProperty(name = "quarkus.http.host") String listensOn) {
    this.answer = answer;
    this.sites =
        new AcceptedSites(config.hosts().orElse(List.of()), config.origins().orElse(List.of()));
    this.callers = callers(config, authenticator);
    this.files = files.stream().toList();
    this.listensOn = listensOn;
  }

  void register(@Observes Filters filters) {
    filters.register(this::checkSite, SITE_PRIORITY);
    callers.ifPresent(
        check -> filters.register(context -> checkCaller(check, context), CALLER_PRIORITY));
  }

  void warn(@Observes StartupEvent start) {
    if (callers.isEmpty() && !THIS_MACHINE.contains(listensOn)) {
      LOG.warnf(
          "Whoever reaches this service may use it: it listens on %s and retune.http.auth is none",
          listensOn);
    }
  }

  private static Optional<CallerCheck> callers(
      AccessConfig config, HttpAuthenticator authenticator) {
    return switch (config.auth()) {
      case NONE -> Optional.empty();
      case TOKEN -> Optional.of(new TokenCheck(tokens(config)));
      case OIDC -> {
        if (!isSet("quarkus.oidc.auth-server-url") && !isSet("quarkus.oidc.public-key")) {
          throw new ConfigurationException(
              "retune.http.auth=oidc needs quarkus.oidc.auth-server-url");
        }
        yield Optional.of(new OpenIdCheck(authenticator));
      }
    };
  }

  private static CallerTokens tokens(AccessConfig config) {
    try {
      return CallerTokens.read(
          config
              .tokensFile()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "retune.http.auth=" + name(config.auth()) + " needs it")));
    } catch (IllegalArgumentException e) {
      // Quarkus prints this exception as one line where it has no cause.
      throw new ConfigurationException("retune.http.tokens-file: " + e.getMessage());
    }
  }

  private static String name(Authentication authentication) {
    return authentication.name().toLowerCase(Locale.ROOT);
  }

  private static boolean isSet(String key) {
    return ConfigProvider.getConfig().getOptionalValue(key, String.class).isPresent();
  }

  private void checkSite(RoutingContext context) {
    sites
        .check(context.request())
        .ifPresentOrElse(refusal -> refuse(context, refusal), context::next);
  }

  private void checkCaller(CallerCheck check, RoutingContext context) {
    HttpServerRequest request = context.request();
    if (AcceptedSites.isProbe(request) || files.stream().anyMatch(each -> each.include(request))) {
      context.next();
      return;
    }
    // Nothing of the body may come by before somebody reads it.
    request.pause();
    check
        .caller(context)
        .subscribe()
        .with(
            caller -> {
              request.resume();
              admit(context, caller);
            },
            failure -> {
              request.resume();
              if (failure instanceof AuthenticationException) {
                refuse(context, Refusal.unauthenticated());
              } else {
                context.fail(failure);
              }
            });
  }

  /** Which route it is, and so which role exactly it needs, is not known yet. */
  private void admit(RoutingContext context, Caller caller) {
    if (AcceptedSites.isSafe(context.request()) && !caller.has(Role.READ)) {
      refuse(context, Refusal.roleMissing(Role.READ));
      return;
    }
    CurrentCaller.remember(context, caller);
    context.next();
  }

  private void refuse(RoutingContext context, Refusal refusal) {
    if (refusal.status() == Refusal.UNAUTHENTICATED) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
    }
    answer.end(context, refusal.status(), refusal.detail());
  }
}
