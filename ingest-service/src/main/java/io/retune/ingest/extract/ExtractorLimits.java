package io.retune.ingest.extract;

import io.retune.ingest.chunk.ChunkConfig;
import java.time.Duration;
import java.util.Objects;

/**
 * What parsing and cutting may cost.
 *
 * @param timeout for one document
 * @param maxNodes the most chunks of one document, at least 1
 * @param megabytes the heap of an extracting process, at least 128: parsers and models need most of
 *     that
 * @param idle after so long without work an extracting process ends
 */
public record ExtractorLimits(Duration timeout, int maxNodes, long megabytes, Duration idle) {
  private static final long MIN_MEGABYTES = 128;

  public ExtractorLimits {
    Objects.requireNonNull(timeout, "timeout");
    Objects.requireNonNull(idle, "idle");
    if (maxNodes < 1) {
      throw new IllegalArgumentException("retune.ingest.chunk.max-nodes must be at least 1");
    }
    if (megabytes < MIN_MEGABYTES) {
      throw new IllegalArgumentException(
          "retune.ingest.parse.memory must be at least " + MIN_MEGABYTES + "M");
    }
  }

  public static ExtractorLimits of(ParserConfig config, ChunkConfig chunk) {
    return new ExtractorLimits(
        config.timeout(), chunk.maxNodes(), config.memory().asLongValue() >> 20, config.idle());
  }
}
