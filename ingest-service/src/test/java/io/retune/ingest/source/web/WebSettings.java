package io.retune.ingest.source.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.retune.ingest.source.web.fetch.WebConfig;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/** Settings of a test, for a site on this machine. */
public record WebSettings(Duration pause, boolean allowPrivateAddresses, Duration maxTime)
    implements WebConfig {
  public static final int MAX_BYTES = 100_000;

  /** As patient as a busy machine needs. */
  public WebSettings(Duration pause, boolean allowPrivateAddresses) {
    this(pause, allowPrivateAddresses, Duration.ofSeconds(30));
  }

  @Override
  public String agent() {
    return "retune";
  }

  @Override
  public Optional<String> contact() {
    return Optional.of("https://example.org/crawler");
  }

  @Override
  public Duration timeout() {
    return Duration.ofSeconds(20);
  }

  @Override
  public MemorySize maxSize() {
    return new MemorySize(BigInteger.valueOf(MAX_BYTES));
  }

  @Override
  public int maxRedirects() {
    return 2;
  }
}
