package io.retune.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ApproximateTokenizerTest {

  private final ApproximateTokenizer tokenizer = new ApproximateTokenizer(4, 100);

  @Test
  void cutsWordsIntoPiecesAndKeepsPunctuationApart() {
    // Given
    String text = "Hi, embeddings!";

    // When
    List<String> pieces = pieces(text);

    // Then
    assertThat(pieces).containsExactly("Hi", ",", "embe", "ddin", "gs", "!");
  }

  @Test
  void countsAnIdeographAsATokenOfItsOwn() {
    // Given: each takes three bytes in UTF-8, so no two fit into four.
    String text = "検索";

    // When
    List<String> pieces = pieces(text);

    // Then
    assertThat(pieces).containsExactly("検", "索");
  }

  @Test
  void coversEveryVisibleCharacterOnceAndInOrder() {
    // Given
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        text.appendCodePoint("ab 9\n,é検\uD83D\uDE00".codePoints().toArray()[random.nextInt(9)]);
      }

      // When
      List<String> pieces = pieces(text.toString());

      // Then
      assertThat(String.join("", pieces)).isEqualTo(text.toString().replaceAll("\\s", ""));
    }
  }

  @Test
  void refusesALimitThatNoTextFitsInto() {
    // Given
    int maxTokens = 0;

    // When / Then
    assertThatThrownBy(() -> new ApproximateTokenizer(4, maxTokens))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxTokens");
  }

  private List<String> pieces(String text) {
    return tokenizer.spans(text).stream()
        .map(span -> text.substring(span.start(), span.end()))
        .toList();
  }
}
