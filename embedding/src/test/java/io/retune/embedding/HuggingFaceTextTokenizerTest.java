package io.retune.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HuggingFaceTextTokenizerTest {

  private static HuggingFaceTextTokenizer tokenizer;

  @BeforeAll
  static void open() {
    tokenizer = HuggingFaceTextTokenizer.open(BgeSmallEn.description());
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  @Test
  void givesTheIdsThatThePublishedVocabularyHas() {
    // Given: bert-base-uncased numbers "hello" 7592, "world" 2088 and "!" 999.
    String text = "Hello world!";

    // When
    long[] ids = tokenizer.ids(text);

    // Then
    assertThat(ids).containsExactly(7592, 2088, 999);
  }

  @Test
  void framesTokensWithClsAndSep() {
    // Given
    long[] tokens = {7592};

    // When
    long[] framed = tokenizer.frame().around(tokens);

    // Then
    assertThat(framed).containsExactly(101, 7592, 102);
    assertThat(tokenizer.specialTokens()).isEqualTo(2);
  }

  @Test
  void cutsNothingOffALongText() {
    // Given
    String text = "word ".repeat(2000);

    // When
    int tokens = tokenizer.count(text);

    // Then
    assertThat(tokens).isEqualTo(2000);
  }

  @Test
  void countsNothingInABlankText() {
    // Given
    String text = " \n\t";

    // When
    int tokens = tokenizer.count(text);

    // Then
    assertThat(tokens).isZero();
  }

  @Test
  void placesTokensInCharactersOfJavaBeyondTheBasicPlane() {
    // Given: the first letter takes two chars.
    String text = "\uD835\uDC00 naïve embeddings";

    // When
    List<TokenSpan> spans = tokenizer.spans(text);

    // Then
    assertThat(spans.stream().map(span -> text.substring(span.start(), span.end())))
        .containsExactly("\uD835\uDC00", "naïve", "em", "bed", "ding", "s");
  }
}
