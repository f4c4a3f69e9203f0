package io.retune.embedding;

import java.util.ArrayList;
import java.util.List;

/**
 * Stands in for a tokenizer that is not available, such as that of a remote model. Words, numbers
 * and punctuation marks are cut into pieces of at most so many UTF-8 bytes, each counted as one
 * token. Byte-pair tokenizers cut common words less finely, so with the default of {@value
 * #DEFAULT_BYTES_PER_TOKEN} bytes the count is usually too high rather than too low: texts stay
 * within the model's limit.
 */
public final class ApproximateTokenizer implements TextTokenizer {

  public static final int DEFAULT_BYTES_PER_TOKEN = 4;

  /** OpenAI's limit for its embedding models. */
  public static final int DEFAULT_MAX_TOKENS = 8191;

  private final int bytesPerToken;
  private final int maxTokens;

  public ApproximateTokenizer(int bytesPerToken, int maxTokens) {
    if (bytesPerToken < 1) {
      throw new IllegalArgumentException("bytesPerToken must be at least 1, not " + bytesPerToken);
    }
    if (maxTokens < 8) {
      throw new IllegalArgumentException("maxTokens must be at least 8, not " + maxTokens);
    }
    this.bytesPerToken = bytesPerToken;
    this.maxTokens = maxTokens;
  }

  public static ApproximateTokenizer withDefaults() {
    return new ApproximateTokenizer(DEFAULT_BYTES_PER_TOKEN, DEFAULT_MAX_TOKENS);
  }

  @Override
  public int count(String text) {
    return spans(text).size();
  }

  @Override
  public List<TokenSpan> spans(String text) {
    List<TokenSpan> spans = new ArrayList<>();
    int start = 0;
    int bytes = 0;
    for (int index = 0; index < text.length(); ) {
      int codePoint = text.codePointAt(index);
      int next = index + Character.charCount(codePoint);
      boolean word = Character.isLetterOrDigit(codePoint);
      int size = utf8Length(codePoint);
      if (index > start && (!word || bytes + size > bytesPerToken)) {
        spans.add(new TokenSpan(start, index));
        start = index;
        bytes = 0;
      }
      if (word) {
        bytes += size;
      } else {
        if (!Character.isWhitespace(codePoint)) {
          spans.add(new TokenSpan(index, next));
        }
        start = next;
      }
      index = next;
    }
    if (start < text.length()) {
      spans.add(new TokenSpan(start, text.length()));
    }
    return List.copyOf(spans);
  }

  @Override
  public int specialTokens() {
    return 0;
  }

  @Override
  public int maxTokens() {
    return maxTokens;
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  private static int utf8Length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}
