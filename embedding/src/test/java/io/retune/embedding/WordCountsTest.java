package io.retune.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordCountsTest {

  @Test
  void tokenizesAWordOnce() {
    // Given
    List<String> asked = new ArrayList<>();
    WordCounts counts =
        new WordCounts(
            word -> {
              asked.add(word);
              return word.length();
            });

    // When
    int count = counts.of("one two\none  two three");

    // Then
    assertThat(count).isEqualTo(3 + 3 + 3 + 3 + 5);
    assertThat(asked).containsExactly("one", "two", "three");
  }

  @ParameterizedTest
  @CsvSource({
    "BertNormalizer, BertPreTokenizer, WordPiece, [MASK], true",
    "BertNormalizer, BertPreTokenizer, WordPiece, two words, false",
    "NFC, BertPreTokenizer, WordPiece, [MASK], false",
    "BertNormalizer, ByteLevel, WordPiece, [MASK], false",
    "BertNormalizer, BertPreTokenizer, Unigram, [MASK], false"
  })
  void holdForTokenizersThatTakeEachWordByItself(
      String normalizer, String preTokenizer, String model, String added, boolean hold)
      throws JsonProcessingException {
    // Given
    String tokenizer =
        """
        {"normalizer": {"type": "%s"}, "pre_tokenizer": {"type": "%s"},
         "model": {"type": "%s"}, "added_tokens": [{"content": "%s"}]}
        """
            .formatted(normalizer, preTokenizer, model, added);

    // When
    boolean answer = WordCounts.holdFor(new ObjectMapper().readTree(tokenizer));

    // Then
    assertThat(answer).isEqualTo(hold);
  }
}
