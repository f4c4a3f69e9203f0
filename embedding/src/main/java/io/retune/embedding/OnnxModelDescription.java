package io.retune.embedding;

import java.util.Objects;

/**
 * An ONNX model with its tokenizer, and how its output becomes a vector.
 *
 * @param name for people
 * @param maxTokens the most tokens of one pass, special tokens and prefix included
 * @param queryPrefix put before every query; empty for none
 * @param documentPrefix put before every document; empty for none
 */
public record OnnxModelDescription(
    String name,
    ModelFile model,
    ModelFile tokenizer,
    Pooling pooling,
    int maxTokens,
    String queryPrefix,
    String documentPrefix) {

  public OnnxModelDescription {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(tokenizer, "tokenizer");
    Objects.requireNonNull(pooling, "pooling");
    Objects.requireNonNull(queryPrefix, "queryPrefix");
    Objects.requireNonNull(documentPrefix, "documentPrefix");
    if (maxTokens < 8) {
      throw new IllegalArgumentException("maxTokens must be at least 8, not " + maxTokens);
    }
  }

  public OnnxModelDescription withPooling(Pooling other) {
    return new OnnxModelDescription(
        name, model, tokenizer, other, maxTokens, queryPrefix, documentPrefix);
  }

  public OnnxModelDescription withMaxTokens(int other) {
    return new OnnxModelDescription(
        name, model, tokenizer, pooling, other, queryPrefix, documentPrefix);
  }

  public OnnxModelDescription withQueryPrefix(String other) {
    return new OnnxModelDescription(
        name, model, tokenizer, pooling, maxTokens, other, documentPrefix);
  }

  public OnnxModelDescription withDocumentPrefix(String other) {
    return new OnnxModelDescription(name, model, tokenizer, pooling, maxTokens, queryPrefix, other);
  }
}
