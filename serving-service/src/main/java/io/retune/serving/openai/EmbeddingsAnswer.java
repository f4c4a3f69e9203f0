package io.retune.serving.openai;

import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The vectors of a request, in the order of its texts.
 *
 * @param object {@code list}
 * @param model that answered, with its version and its side
 */
public record EmbeddingsAnswer(String object, List<Item> data, String model, Usage usage) {
  /**
   * A vector of unit length.
   *
   * @param object {@code embedding}
   * @param index of the text in the request
   * @param embedding a list of numbers, or Base64 of little-endian float32
   */
  public record Item(
      String object, int index, @Schema(oneOf = {float[].class, String.class}) Object embedding) {}

  /** The texts' tokens by the base model's tokenizer, special tokens among them. */
  public record Usage(long promptTokens, long totalTokens) {}

  static EmbeddingsAnswer of(String model, float[][] vectors, Encoding encoding, long tokens) {
    return new EmbeddingsAnswer(
        "list",
        IntStream.range(0, vectors.length)
            .mapToObj(index -> new Item("embedding", index, encoding.encode(vectors[index])))
            .toList(),
        model,
        new Usage(tokens, tokens));
  }
}
