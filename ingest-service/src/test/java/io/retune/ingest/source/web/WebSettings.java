package io.retune.ingest.source.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.retune.ingest.source.web.fetch.WebConfig;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/** Settings of a test: impatient, and for a site on this machine. */
public record WebSettings(Duration pause, boolean allowPrivateAddresses) implements WebConfig {
  public static final int MAX_BYTES = 100_000;

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
    return Duration.ofMillis(500);
  }

  @Override
  public Duration maxTime() {
    return Duration.ofSeconds(1);
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
