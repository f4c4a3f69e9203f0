package io.retune.embedding;

import java.util.List;

/**
 * The embedding model an adapter stands on: text in, vectors of unit length out.
 *
 * <p>Equal texts give equal vectors for as long as {@link #fingerprint()} is equal. Implementations
 * are thread-safe and may use more than one core within a call, so one caller with a long list is
 * enough to fill them.
 */
public interface BaseEmbeddingModel extends AutoCloseable {

  /** For people and logs: {@code bge-small-en}. */
  String name();

  /** Length of every vector. */
  int dimension();

  /**
   * The most tokens that one pass through the model takes, special tokens and prefix among them.
   * Longer texts are embedded by the model's {@link LongTextRule}.
   */
  int maxTokens();

  /**
   * A SHA-256 in hexadecimal over everything that decides a vector: the model's content, pooling,
   * normalisation, prefixes, token limit and long-text rule. Vectors with different fingerprints
   * never mix.
   */
  String fingerprint();

  /**
   * Embeds texts that are searched.
   *
   * @return a vector of unit length for each text, in the order of the texts
   * @throws EmbeddingException if any of the texts could not be embedded
   * @throws IllegalStateException if a model in this process is closed or the thread interrupted,
   *     which says nothing about the texts
   */
  float[][] embedDocuments(List<String> texts);

  /**
   * Embeds texts that are searched with. Differs from {@link #embedDocuments} where the model wants
   * a prefix before a query.
   *
   * @return a vector of unit length for each text, in the order of the texts
   * @throws EmbeddingException if any of the texts could not be embedded
   * @throws IllegalStateException if a model in this process is closed or the thread interrupted,
   *     which says nothing about the texts
   */
  float[][] embedQueries(List<String> texts);

  /**
   * Splits texts as the model does, or nearly so where the model's own tokenizer is not at hand. It
   * is the model's, and closed with it.
   */
  TextTokenizer tokenizer();

  /** Tokens that went through the model since it was opened, as the model counts them. */
  long tokensProcessed();

  /** Frees the model, after calls that are under way. */
  @Override
  void close();
}
