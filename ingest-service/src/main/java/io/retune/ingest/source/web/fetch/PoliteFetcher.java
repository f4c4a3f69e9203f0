package io.retune.ingest.source.web.fetch;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Fetches files: by the rules of each host, one request at a time to a host with a pause in
 * between, from hosts that are allowed, wherever they send on to. A host that asks for time is left
 * alone for it. Thread-safe.
 */
public final class PoliteFetcher implements AutoCloseable {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> ASKS_FOR_TIME = Set.of(429, 503);
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int TIMEOUT = 408;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int SERVER_FAULT = 500;

  /** RFC 9309 allows no more. */
  private static final Duration RULES_HOLD = Duration.ofDays(1);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int MAX_HOSTS = 10_000;

  private final WebClient client;
  private final Duration pause;
  private final int maxRedirects;
  private final String agent;
  private final int maxBytes;
  private final SimpleRobotRulesParser robots =
      new SimpleRobotRulesParser(LONGEST_PAUSE.toMillis(), Integer.MAX_VALUE);

  private final Map<String, WebHost> hosts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, WebHost> eldest) {
          return size() > MAX_HOSTS;
        }
      };

  public PoliteFetcher(WebConfig config) {
    this.client = new WebClient(config);
    this.maxBytes = Math.toIntExact(config.maxSize().asLongValue());
    this.pause = config.pause();
    this.maxRedirects = config.maxRedirects();
    this.agent = config.agent().toLowerCase(Locale.ROOT);
  }

  /**
   * Fetches a file. Waits for the host's turn and its pause.
   *
   * @param allowed the hosts that may be asked
   * @param known a version that need not be sent
   * @throws FetchFailed if it cannot be had now
   */
  public Fetched fetch(URI address, Predicate<String> allowed, Validators known)
      throws FetchFailed, InterruptedException {
    URI at = address;
    for (int hop = 0; hop <= maxRedirects; hop++) {
      Optional<String> refusal = refusal(at, allowed);
      if (refusal.isPresent()) {
        return new Fetched.Refused(refusal.get());
      }
      WebAnswer answer;
      try {
        answer = ask(at, known);
      } catch (Forbidden e) {
        return new Fetched.Refused(e.getMessage());
      }
      int status = answer.status();
      if (status == OK) {
        return new Fetched.Content(at, answer.mediaType(), answer.validators(), answer.body());
      }
      if (status == NOT_MODIFIED) {
        return new Fetched.Unchanged();
      }
      if (status == NOT_FOUND || status == GONE) {
        return new Fetched.Gone(status);
      }
      if (!REDIRECTS.contains(status)) {
        return new Fetched.Refused("the server answers " + status);
      }
      try {
        at = at.resolve(answer.location());
      } catch (IllegalArgumentException e) {
        return new Fetched.Refused("the server sends on to what is no address");
      }
    }
    return new Fetched.Refused("the server sends on more than " + maxRedirects + " times");
  }

  /** The most that a file has. */
  public int maxBytes() {
    return maxBytes;
  }

  @Override
  public void close() {
    client.close();
  }

  private static Optional<String> refusal(URI address, Predicate<String> allowed) {
    if (!isWeb(address)) {
      return Optional.of("it is no address of http or https");
    }
    return allowed.test(address.getHost().toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of("host " + address.getHost() + " is none of the feed's hosts");
  }

  private static boolean isWeb(URI address) {
    return List.of("http", "https")
            .contains(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT))
        && address.getHost() != null
        && address.getRawUserInfo() == null;
  }

  private WebAnswer ask(URI address, Validators known)
      throws FetchFailed, Forbidden, InterruptedException {
    WebHost host = host(address);
    host.enter();
    try {
      Optional<Instant> rests = host.restsUntil();
      if (rests.isPresent()) {
        throw new FetchFailed(address.getHost() + " asks to be left alone", rests.get());
      }
      BaseRobotRules rules = rules(host, address);
      if (!isAllowed(rules, address)) {
        throw new Forbidden("robots.txt of " + address.getHost() + " forbids it");
      }
      Duration wished = Duration.ofMillis(Math.max(0, rules.getCrawlDelay()));
      host.pause(wished.compareTo(pause) > 0 ? wished : pause);
      return send(host, address, known);
    } finally {
      host.leave();
    }
  }

  private static boolean isAllowed(BaseRobotRules rules, URI address) {
    try {
      return rules.isAllowed(address.toURL());
    } catch (MalformedURLException | IllegalArgumentException e) {
      return false;
    }
  }

  /** The caller has the host's turn. */
  private BaseRobotRules rules(WebHost host, URI address)
      throws FetchFailed, Forbidden, InterruptedException {
    Optional<BaseRobotRules> known = host.rules();
    if (known.isPresent()) {
      return known.get();
    }
    URI at = address.resolve("/robots.txt");
    for (int hop = 0; hop <= maxRedirects && isWeb(at); hop++) {
      host.pause(pause);
      WebAnswer answer;
      try {
        answer = send(host, at, Validators.NONE);
      } catch (Forbidden e) {
        if (hop == 0) {
          throw e;
        }
        break;
      }
      if (!REDIRECTS.contains(answer.status())) {
        return learn(
            host,
            answer.status() == OK
                ? robots.parseContent(
                    at.toString(), answer.body(), answer.mediaType(), List.of(agent))
                : robots.failedFetch(answer.status()));
      }
      try {
        at = at.resolve(answer.location());
      } catch (IllegalArgumentException e) {
        break;
      }
    }
    // RFC 9309: rules that are sent on too often count as none.
    return learn(host, robots.failedFetch(NOT_FOUND));
  }

  private static BaseRobotRules learn(WebHost host, BaseRobotRules rules) {
    host.learn(rules, Instant.now().plus(RULES_HOLD));
    return rules;
  }

  private WebAnswer send(WebHost host, URI address, Validators known)
      throws FetchFailed, Forbidden {
    WebAnswer answer;
    try {
      answer = client.get(address, known);
    } catch (PublicAddresses.PrivateAddress | WebClient.TooLarge e) {
      throw new Forbidden(e.getMessage());
    } catch (IOException e) {
      throw new FetchFailed(address.getHost() + " does not answer: " + reason(e), e);
    } finally {
      host.asked();
    }
    if (ASKS_FOR_TIME.contains(answer.status())) {
      Instant until = RetryAfter.read(answer.retryAfter(), Instant.now());
      host.rest(until);
      throw new FetchFailed(
          "%s answers %d and asks to be left alone".formatted(address.getHost(), answer.status()),
          until);
    }
    if (answer.status() >= SERVER_FAULT || answer.status() == TIMEOUT) {
      throw new FetchFailed(address.getHost() + " answers " + answer.status(), (Throwable) null);
    }
    return answer;
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private WebHost host(URI address) {
    synchronized (hosts) {
      return hosts.computeIfAbsent(
          (address.getScheme() + "://" + address.getRawAuthority()).toLowerCase(Locale.ROOT),
          first -> new WebHost());
    }
  }

  /** A file that must not be fetched. */
  private static final class Forbidden extends Exception {
    private static final long serialVersionUID = 1L;

    Forbidden(String reason) {
      super(reason);
    }
  }
}
