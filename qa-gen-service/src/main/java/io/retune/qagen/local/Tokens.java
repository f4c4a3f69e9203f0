package io.retune.qagen.local;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.ArrayList;
import java.util.List;
import opennlp.tools.tokenize.Tokenizer;
import opennlp.tools.tokenize.WhitespaceTokenizer;
import opennlp.tools.util.Span;

/**
 * The words and marks of a text. What stands between two spaces is cut by itself, so the cuts of
 * what comes most are kept: the model weighs each letter. Thread-safe.
 */
final class Tokens {

  private static final long KEPT_BYTES = 8 << 20;
  private static final int BYTES_BESIDE_THE_TEXT = 200;

  private final LoadingCache<String, List<Span>> known;

  /**
   * @param tokenizer thread-safe; never makes a token that has white space in it, nor looks beyond
   *     the white space around one
   */
  Tokens(Tokenizer tokenizer) {
    this.known =
        Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .weigher((String text, List<Span> cut) -> BYTES_BESIDE_THE_TEXT + 34 * text.length())
            .build(text -> List.of(tokenizer.tokenizePos(text)));
  }

  /** Where they are, in order. */
  List<Span> of(String text) {
    List<Span> tokens = new ArrayList<>();
    for (Span unspaced : WhitespaceTokenizer.INSTANCE.tokenizePos(text)) {
      int start = unspaced.getStart();
      for (Span token : known.get(text.substring(start, unspaced.getEnd()))) {
        tokens.add(new Span(start + token.getStart(), start + token.getEnd()));
      }
    }
    return tokens;
  }
}
