package io.retune.ingest.extract;

import java.time.Duration;
import java.util.Objects;

/**
 * What parsing and cutting may cost.
 *
 * @param timeout for one document
 * @param megabytes the heap of an extracting process, at least 128: parsers and models need most of
 *     that
 * @param idle after so long without work an extracting process ends
 */
public record ExtractorLimits(Duration timeout, long megabytes, Duration idle) {
  private static final long MIN_MEGABYTES = 128;

  public ExtractorLimits {
    Objects.requireNonNull(timeout, "timeout");
    Objects.requireNonNull(idle, "idle");
    if (megabytes < MIN_MEGABYTES) {
      throw new IllegalArgumentException(
          "retune.ingest.parse.memory must be at least " + MIN_MEGABYTES + "M");
    }
  }

  public static ExtractorLimits of(ParserConfig config) {
    return new ExtractorLimits(
        config.timeout(), config.memory().asLongValue() >> 20, config.idle());
  }
}
