package io.retune.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.function.ToIntFunction;

/**
 * Counts the tokens of a text word by word, for tokenizers that take each word by itself: a word is
 * tokenized once, and its count kept where it comes often. Thread-safe.
 */
final class WordCounts {

  private static final long KEPT_BYTES = 8 << 20;
  private static final int BYTES_BESIDE_THE_TEXT = 120;

  private final LoadingCache<String, Integer> known;

  /**
   * @param tokens of one word, or of more than one; thread-safe
   */
  WordCounts(ToIntFunction<String> tokens) {
    this.known =
        Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .weigher((String word, Integer count) -> BYTES_BESIDE_THE_TEXT + 2 * word.length())
            .build(tokens::applyAsInt);
  }

  /**
   * Whether they hold for a tokenizer. BERT's first changes characters one by one, then parts words
   * at white space; byte-level and SentencePiece tokenizers count spaces in.
   *
   * @param tokenizer the contents of a {@code tokenizer.json}
   */
  static boolean holdFor(JsonNode tokenizer) {
    return tokenizer.path("normalizer").path("type").asText().equals("BertNormalizer")
        && tokenizer.path("pre_tokenizer").path("type").asText().equals("BertPreTokenizer")
        && tokenizer.path("model").path("type").asText().equals("WordPiece")
        && hasNoSpace(tokenizer.path("added_tokens"));
  }

  private static boolean hasNoSpace(JsonNode addedTokens) {
    for (JsonNode token : addedTokens) {
      if (token.path("content").asText().chars().anyMatch(WordCounts::isSpace)) {
        return false;
      }
    }
    return true;
  }

  /** Tokens of the text. */
  int of(String text) {
    int count = 0;
    int start = 0;
    for (int end = 0; end <= text.length(); end++) {
      if (end == text.length() || isSpace(text.charAt(end))) {
        if (end > start) {
          count += known.get(text.substring(start, end));
        }
        start = end + 1;
      }
    }
    return count;
  }

  /** The usual ones; a word with others in it is tokenized as it is. */
  private static boolean isSpace(int character) {
    return character == ' ' || character == '\n';
  }
}
