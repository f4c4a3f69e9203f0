package io.retune.chassis.access;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/**
 * Lets a caller through to a route that it has the role for. It asks the route that was found, not
 * the path: a path can be spelt in many ways. Without authentication there is no caller to ask.
 */
@Provider
public final class RoleFilter implements ContainerRequestFilter {
  @Context ResourceInfo resource;
  @Context RoutingContext routing;

  @Override
  public void filter(ContainerRequestContext request) {
    CurrentCaller.of(routing)
        .filter(caller -> !caller.has(needed()))
        .ifPresent(
            caller -> {
              throw HttpProblem.valueOf(
                  Response.Status.FORBIDDEN, Refusal.roleMissing(needed()).detail());
            });
  }

  private Role needed() {
    return Optional.ofNullable(resource.getResourceMethod())
        .map(method -> method.getAnnotation(RequiresRole.class))
        .map(RequiresRole::value)
        .orElse(AcceptedSites.isSafe(routing.request()) ? Role.READ : Role.WRITE);
  }
}
