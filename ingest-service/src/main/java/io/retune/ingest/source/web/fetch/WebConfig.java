package io.retune.ingest.source.web.fetch;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How pages are fetched from web servers. */
@ConfigMapping(prefix = "retune.ingest.web")
public interface WebConfig {
  /** The name by which web servers know this crawler; their robots.txt may have rules for it. */
  @WithDefault("retune")
  @Pattern(regexp = "[A-Za-z_-]+")
  String agent();

  /**
   * An address of a page or of a mailbox where their owners reach you. It goes with every request.
   */
  Optional<@Pattern(regexp = "[!-~]+") String> contact();

  /**
   * The time between two requests to a host. Where its robots.txt asks for more, that holds, up to
   * a minute.
   */
  @WithDefault("1s")
  @NotNull
  @DurationMin(millis = 0)
  @DurationMax(minutes = 10)
  Duration pause();

  /** How long a server may be silent. */
  @WithDefault("10s")
  @NotNull
  @DurationMin(millis = 100)
  @DurationMax(minutes = 5)
  Duration timeout();

  /** How long one answer may take in all. */
  @WithDefault("60s")
  @NotNull
  @DurationMin(millis = 100)
  @DurationMax(minutes = 10)
  Duration maxTime();

  /** The largest page, feed or sitemap, unpacked. */
  @WithDefault("8M")
  @NotNull
  MemorySize maxSize();

  /** How often in a row a server may send on to another address. */
  @WithDefault("5")
  @Min(0)
  @Max(20)
  int maxRedirects();

  /**
   * Whether pages may be at addresses of private networks and of this machine. With {@code true}
   * whoever writes a feed can have it read what only this machine reaches.
   */
  @WithDefault("false")
  boolean allowPrivateAddresses();
}
