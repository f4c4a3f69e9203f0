package io.retune.embedding;

import java.nio.file.Path;
import java.util.List;

/**
 * Splits a text as a base model does, without loading the model itself. Thread-safe.
 *
 * <p>Special tokens ({@code [CLS]}, {@code [SEP]}) are never counted among those of a text; {@link
 * #specialTokens()} says how many a model adds to each.
 */
public interface TextTokenizer extends AutoCloseable {

  /**
   * The tokenizer of a base model, by the same name that the model itself is chosen by: {@value
   * BgeSmallEn#NAME}, {@value BgeSmallEn#QUANTISED_NAME}, {@value OpenAiCompatibleModel#CHOICE} (an
   * approximation with its defaults), or else a folder with a {@code tokenizer.json}.
   *
   * @throws EmbeddingException if the folder holds no readable tokenizer
   */
  static TextTokenizer forModel(String model) {
    return switch (model) {
      case BgeSmallEn.NAME -> HuggingFaceTextTokenizer.open(BgeSmallEn.description());
      case BgeSmallEn.QUANTISED_NAME -> HuggingFaceTextTokenizer.open(BgeSmallEn.quantised());
      case OpenAiCompatibleModel.CHOICE -> ApproximateTokenizer.withDefaults();
      default -> HuggingFaceTextTokenizer.open(ModelFolder.read(Path.of(model)));
    };
  }

  /** Tokens of the text, without special tokens; 0 for a blank text. */
  int count(String text);

  /**
   * The tokens' places in the text, in order, without special tokens. Characters between them
   * (white space, mostly) belong to no token.
   */
  List<TokenSpan> spans(String text);

  /** Tokens that the model adds to every text it embeds. */
  int specialTokens();

  /** The most tokens that one pass through the model takes, special tokens included. */
  int maxTokens();

  @Override
  void close();
}
