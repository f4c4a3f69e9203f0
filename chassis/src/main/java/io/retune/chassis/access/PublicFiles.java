package io.retune.chassis.access;

import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The files of a page that a service brings: the same for everybody, and needed before anybody can
 * show a token. A service that has some produces one of these.
 *
 * @param paths that are let through without a caller, each as a whole and exactly as the request
 *     spells it. No route may have such a path, nor any that can be spelt like it: a pattern names
 *     the characters it allows, without {@code %}, {@code ;} and {@code ..}
 */
public record PublicFiles(Pattern paths) {
  public PublicFiles {
    Objects.requireNonNull(paths, "paths");
  }

  boolean include(HttpServerRequest request) {
    return AcceptedSites.isSafe(request) && paths.matcher(request.path()).matches();
  }
}
