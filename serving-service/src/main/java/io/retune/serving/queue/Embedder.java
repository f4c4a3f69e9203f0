package io.retune.serving.queue;

import java.util.List;

/**
 * Makes vectors of texts. Thread-safe; may throw, which fails the request that the texts are of.
 */
@FunctionalInterface
public interface Embedder {
  /** A vector for each text, in the order of the texts. */
  float[][] embed(List<String> texts);
}
