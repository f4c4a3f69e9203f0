package io.retune.chassis.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells requests that people and programs send from those that a web page sends by somebody's
 * browser: localhost is no border for a browser. Thread-safe.
 */
final class AcceptedSites {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Probes call a container by whatever address it has; no answer there is worth hiding. */
  private static final Set<String> PROBES =
      Set.of(
          "/q/health",
          "/q/health/live",
          "/q/health/ready",
          "/q/health/started",
          "/q/health/well",
          "/q/metrics");

  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");

  private final Set<String> hosts;
  private final Set<String> origins;

  /**
   * @param hosts besides those of this machine, without ports
   * @param origins that may call besides the service's own
   */
  AcceptedSites(Collection<String> hosts, Collection<String> origins) {
    this.hosts =
        Stream.concat(LOCAL.stream(), hosts.stream())
            .map(AcceptedSites::lowerCase)
            .collect(Collectors.toUnmodifiableSet());
    this.origins =
        origins.stream().map(AcceptedSites::lowerCase).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the method changes nothing. */
  static boolean isSafe(HttpServerRequest request) {
    return SAFE.contains(request.method());
  }

  /** Whether it asks for health or metrics. Exactly those paths: no other spelling is excepted. */
  static boolean isProbe(HttpServerRequest request) {
    return isSafe(request) && PROBES.contains(request.path());
  }

  /** Why the request is refused; empty where it is not. */
  Optional<Refusal> check(HttpServerRequest request) {
    if (!isProbe(request) && !isKnownHost(request.authority())) {
      return Optional.of(Refusal.anotherHost());
    }
    if (isOfAnotherSite(request)) {
      return Optional.of(Refusal.anotherSite());
    }
    if (!isSafe(request) && hasBody(request) && isBlank(request, HttpHeaders.CONTENT_TYPE)) {
      return Optional.of(Refusal.noMediaType());
    }
    return Optional.empty();
  }

  private boolean isKnownHost(HostAndPort authority) {
    return authority != null && hosts.contains(lowerCase(authority.host()));
  }

  private boolean isOfAnotherSite(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null) {
      return !origins.contains(lowerCase(origin)) && !isOwn(origin, request.authority());
    }
    String site = request.getHeader("Sec-Fetch-Site");
    return site != null && FOREIGN.contains(lowerCase(site));
  }

  /** With the same port too: another program may serve pages on another one. */
  private static boolean isOwn(String origin, HostAndPort authority) {
    try {
      URI uri = new URI(origin);
      return authority != null
          && uri.getHost() != null
          && uri.getHost().equalsIgnoreCase(authority.host())
          && uri.getPort() == authority.port();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      return !length.strip().equals("0");
    }
    return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
        || (request.version() == HttpVersion.HTTP_2 && !request.isEnded());
  }

  private static boolean isBlank(HttpServerRequest request, CharSequence header) {
    String value = request.getHeader(header);
    return value == null || value.isBlank();
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
