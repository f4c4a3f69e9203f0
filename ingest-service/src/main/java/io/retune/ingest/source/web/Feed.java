package io.retune.ingest.source.web;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.retune.ingest.source.web.listing.Listing;
import io.retune.schemas.CollectionName;
import io.retune.schemas.EntryKey;
import io.retune.schemas.v1.Split;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A feed as it is set.
 *
 * @param hosts in lower case, or {@code *} for all
 * @param recheck after how long a page is looked at that is not said to have changed
 * @param maxPages at least 1
 * @param pagesPerPoll at least 1
 */
record Feed(
    String name,
    URI address,
    Listing.Kind kind,
    String collection,
    Split split,
    Set<String> hosts,
    Duration interval,
    Duration recheck,
    int maxPages,
    int pagesPerPoll) {
  private static final String ALL_HOSTS = "*";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  Feed {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(interval, "interval");
    Objects.requireNonNull(recheck, "recheck");
    hosts = Set.copyOf(hosts);
    CollectionName.check(collection);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name of a feed: lower-case letters, digits, '.', '_' and '-'");
    }
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (address.getRawUserInfo() != null) {
      // The address is not repeated: the message goes to the log.
      throw new IllegalArgumentException("url: it has a login, and none is sent");
    }
    if (!(scheme.equals("http") || scheme.equals("https")) || address.getHost() == null) {
      throw new IllegalArgumentException("url: '" + address + "' is no address of http or https");
    }
    if (maxPages < 1 || pagesPerPoll < 1) {
      throw new IllegalArgumentException("a feed has room for a page");
    }
  }

  /**
   * @throws IllegalArgumentException if the settings make no feed; says why
   */
  static Feed of(String name, FeedsConfig.Feed config) {
    return new Feed(
        name,
        config.url(),
        config.kind(),
        config.collection(),
        config.split().split(),
        Set.copyOf(
            config.hosts().orElse(List.of(String.valueOf(config.url().getHost()))).stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .toList()),
        config.interval(),
        config.recheck(),
        config.maxPages(),
        config.pagesPerPoll());
  }

  /**
   * Those of the settings, in the order of their names.
   *
   * @throws ConfigurationException if one of them cannot be; its message is one line that names it
   */
  static Map<String, Feed> all(Map<String, FeedsConfig.Feed> configs) {
    Map<String, Feed> feeds = new TreeMap<>();
    configs.forEach(
        (name, each) -> {
          try {
            feeds.put(name, of(name, each));
          } catch (IllegalArgumentException e) {
            // Quarkus prints this exception as one line where it has no cause.
            throw new ConfigurationException("retune.ingest.feeds." + name + ": " + e.getMessage());
          }
        });
    return feeds;
  }

  /** Of its state, in the topic of feeds. */
  EntryKey key() {
    return new EntryKey(collection, name);
  }

  boolean allows(String host) {
    return hosts.contains(ALL_HOSTS) || hosts.contains(host);
  }
}
