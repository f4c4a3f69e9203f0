package io.retune.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  void countsAsManyTokensAsItMakesWhateverTheText() {
    // Given
    List<String> pieces =
        List.of(
            "The",
            "keeper's",
            "unbelievably",
            "lamp,",
            "3.14",
            " ",
            "  ",
            "\n",
            "\t",
            "\u00a0",
            "\u3000",
            "灯塔",
            "é",
            "e\u0301",
            "\u0301",
            "🌊",
            "İ",
            "[MASK]",
            "a[SEP]b",
            "[",
            "SEP]",
            "\u0000",
            "\u200b",
            "\uFFFD",
            "##s",
            "x".repeat(99),
            "y".repeat(101));
    Random random = new Random(5);
    List<String> texts =
        IntStream.range(0, 2_000)
            .mapToObj(
                run ->
                    random
                        .ints(run % 30, 0, pieces.size())
                        .mapToObj(pieces::get)
                        .collect(Collectors.joining(run % 2 == 0 ? " " : "")))
            .toList();

    // When
    List<Integer> counts = texts.stream().map(tokenizer::count).toList();

    // Then
    assertThat(counts).isEqualTo(texts.stream().map(text -> tokenizer.ids(text).length).toList());
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
