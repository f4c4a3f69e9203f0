package io.retune.chassis.access;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Who sent the request that is being answered. */
@ApplicationScoped
public class CurrentCaller {
  private static final String KEY = Caller.class.getName();

  private final CurrentVertxRequest request;

  CurrentCaller(CurrentVertxRequest request) {
    this.request = request;
  }

  static void remember(RoutingContext context, Caller caller) {
    context.put(KEY, caller);
  }

  static Optional<Caller> of(RoutingContext context) {
    return Optional.ofNullable(context.get(KEY));
  }

  /**
   * The name that the caller has shown to be its own; where callers need not show who they are, the
   * name that it says it has.
   */
  public String nameOr(String claimed) {
    return Optional.ofNullable(request.getCurrent())
        .flatMap(CurrentCaller::of)
        .map(Caller::name)
        .orElse(claimed);
  }
}
