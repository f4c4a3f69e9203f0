package io.retune.embedding;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How a server that speaks OpenAI's {@code /v1/embeddings} is asked.
 *
 * @param baseUrl up to and with {@code /v1}
 * @param apiKey sent as bearer token; empty for a server that wants none
 * @param modelName as the server names it
 * @param dimensions asked for, where the model leaves a choice; else what the server gives, found
 *     by one call at start
 * @param batchSize the most texts in a request
 * @param timeout of one request
 * @param retries of one request, after failures that may pass: no connection, timeout, 408, 429 and
 *     5xx. Waits from half a second on, each half as long again as the one before
 * @param maxTokens of one text, counted by an {@link ApproximateTokenizer}
 * @param bytesPerToken of that tokenizer
 * @param queryPrefix put before every query; empty for none
 * @param documentPrefix put before every document; empty for none
 * @param generation counts the models that the server has had under this name, from 1
 */
public record OpenAiCompatibleSettings(
    URI baseUrl,
    String apiKey,
    String modelName,
    OptionalInt dimensions,
    int batchSize,
    Duration timeout,
    int retries,
    int maxTokens,
    int bytesPerToken,
    String queryPrefix,
    String documentPrefix,
    int generation) {

  public OpenAiCompatibleSettings {
    Objects.requireNonNull(baseUrl, "baseUrl");
    Objects.requireNonNull(apiKey, "apiKey");
    Objects.requireNonNull(modelName, "modelName");
    Objects.requireNonNull(dimensions, "dimensions");
    Objects.requireNonNull(timeout, "timeout");
    Objects.requireNonNull(queryPrefix, "queryPrefix");
    Objects.requireNonNull(documentPrefix, "documentPrefix");
    String scheme = baseUrl.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme)) || baseUrl.getHost() == null) {
      throw new IllegalArgumentException("baseUrl must be http or https with a host: " + baseUrl);
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1, not " + batchSize);
    }
    if (generation < 1) {
      throw new IllegalArgumentException("generations count from 1, not " + generation);
    }
    if (retries < 0) {
      throw new IllegalArgumentException("retries must not be negative: " + retries);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be positive: " + timeout);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return modelName + " at " + baseUrl;
  }
}
