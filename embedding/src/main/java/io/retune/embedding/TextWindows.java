package io.retune.embedding;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text, not its tokens, for a model whose tokens are not at hand. */
final class TextWindows {

  private final TextTokenizer tokenizer;
  private final LongTextRule longText;
  private final String prefix;
  private final int capacity;

  /**
   * @throws EmbeddingException if the prefix leaves no room for a text
   */
  TextWindows(TextTokenizer tokenizer, LongTextRule longText, String prefix) {
    this.tokenizer = tokenizer;
    this.longText = longText;
    this.prefix = prefix;
    int limit = tokenizer.maxTokens() - tokenizer.specialTokens();
    this.capacity = limit - tokenizer.count(prefix);
    if (capacity < limit / 2) {
      throw new EmbeddingException(
          "a prefix takes more than half of the model's " + tokenizer.maxTokens() + " tokens");
    }
  }

  /**
   * One window or more, each with the prefix; together they cover the text unless it is truncated.
   */
  List<Window> of(String text) {
    List<TokenSpan> spans = tokenizer.spans(text);
    if (spans.size() <= capacity) {
      return List.of(new Window(prefix + text, Math.max(1, spans.size())));
    }
    List<Window> windows = new ArrayList<>();
    for (int first = 0; first < spans.size(); first += capacity) {
      int last = Math.min(first + capacity, spans.size()) - 1;
      String part = text.substring(spans.get(first).start(), spans.get(last).end());
      windows.add(new Window(prefix + part, last - first + 1));
      if (longText == LongTextRule.TRUNCATE) {
        break;
      }
    }
    return windows;
  }

  /**
   * @param tokens of the text alone, at least 1: the window's weight
   */
  record Window(String text, int tokens) {}
}
