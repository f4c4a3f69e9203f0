package io.retune.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a text's tokens into sequences that the model takes in one pass. */
final class TokenWindows {

  private final HuggingFaceTextTokenizer tokenizer;
  private final LongTextRule longText;
  private final String prefix;
  private final int capacity;

  /**
   * @throws EmbeddingException if the prefix leaves no room for a text
   */
  TokenWindows(HuggingFaceTextTokenizer tokenizer, LongTextRule longText, String prefix) {
    this.tokenizer = tokenizer;
    this.longText = longText;
    this.prefix = prefix;
    this.capacity = tokenizer.maxTokens() - tokenizer.specialTokens();
    if (prefixTokens(prefix).length > capacity / 2) {
      throw new EmbeddingException(
          "a prefix takes more than half of the model's " + tokenizer.maxTokens() + " tokens");
    }
  }

  /** One window or more; together they cover the text unless it is truncated. */
  List<Window> of(String text) {
    long[] tokens = tokenizer.ids(prefix + text);
    if (tokens.length <= capacity || longText == LongTextRule.TRUNCATE) {
      long[] first = Arrays.copyOf(tokens, Math.min(tokens.length, capacity));
      return List.of(new Window(tokenizer.frame().around(first), 1));
    }
    long[] head = prefixTokens(prefix + text);
    int step = capacity - head.length;
    List<Window> windows = new ArrayList<>();
    for (int start = head.length; start < tokens.length; start += step) {
      int end = Math.min(start + step, tokens.length);
      long[] window = Arrays.copyOf(head, head.length + end - start);
      System.arraycopy(tokens, start, window, head.length, end - start);
      windows.add(new Window(tokenizer.frame().around(window), end - start));
    }
    return windows;
  }

  /**
   * @param sequence with the prefix and with special tokens
   * @param weight in the mean of a text's windows: its tokens of the text alone
   */
  record Window(long[] sequence, int weight) {}

  /** The tokens of a text that lie within the prefix. */
  private long[] prefixTokens(String text) {
    if (prefix.isEmpty()) {
      return new long[0];
    }
    int within = 0;
    for (TokenSpan span : tokenizer.spans(text)) {
      if (span.end() > prefix.length()) {
        break;
      }
      within++;
    }
    return Arrays.copyOf(tokenizer.ids(text), within);
  }
}
