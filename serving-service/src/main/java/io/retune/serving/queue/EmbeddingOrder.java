package io.retune.serving.queue;

import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * The texts of a request.
 *
 * @param texts at least one
 * @param tokens how many each text has, special tokens among them; not changed afterwards
 * @param embedder makes their vectors, in calls of a few texts each
 * @param wanted false as soon as nobody waits for the vectors any longer
 */
public record EmbeddingOrder(
    List<String> texts, int[] tokens, Embedder embedder, BooleanSupplier wanted) {
  public EmbeddingOrder {
    texts = List.copyOf(texts);
    Objects.requireNonNull(embedder, "embedder");
    Objects.requireNonNull(wanted, "wanted");
    if (texts.isEmpty() || texts.size() != tokens.length) {
      throw new IllegalArgumentException(
          "%d texts with %d counts of tokens".formatted(texts.size(), tokens.length));
    }
  }
}
