package io.retune.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.embedding.TokenWindows.Window;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With room for ten tokens, of which [CLS] (101) and [SEP] (102) take two. */
class TokenWindowsTest {

  private static HuggingFaceTextTokenizer tokenizer;

  @BeforeAll
  static void open() {
    tokenizer = HuggingFaceTextTokenizer.open(BgeSmallEn.description().withMaxTokens(10));
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  @Test
  void keepsAShortTextWhole() {
    // Given: "hello" is token 7592, "world" 2088.
    TokenWindows windows = new TokenWindows(tokenizer, LongTextRule.MEAN, "");

    // When
    List<Window> cut = windows.of("hello world");

    // Then
    assertThat(cut).hasSize(1);
    assertThat(cut.get(0).sequence()).containsExactly(101, 7592, 2088, 102);
  }

  @Test
  void coversALongTextWithWindowsThatWeighTheirTokens() {
    // Given
    TokenWindows windows = new TokenWindows(tokenizer, LongTextRule.MEAN, "");
    String text = "hello ".repeat(8) + "world ".repeat(3);

    // When
    List<Window> cut = windows.of(text);

    // Then
    assertThat(cut).hasSize(2);
    assertThat(cut.get(0).sequence()).hasSize(10).startsWith(101, 7592).endsWith(7592, 102);
    assertThat(cut.get(1).sequence()).containsExactly(101, 2088, 2088, 2088, 102);
    assertThat(cut.stream().map(Window::weight)).containsExactly(8, 3);
  }

  @Test
  void keepsTheFirstWindowOnlyWhereTruncationIsChosen() {
    // Given
    TokenWindows windows = new TokenWindows(tokenizer, LongTextRule.TRUNCATE, "");
    String text = "hello ".repeat(8) + "world";

    // When
    List<Window> cut = windows.of(text);

    // Then
    assertThat(cut).hasSize(1);
    assertThat(Arrays.stream(cut.get(0).sequence()).filter(token -> token == 7592)).hasSize(8);
  }

  @Test
  void putsThePrefixIntoEveryWindow() {
    // Given: the prefix is two tokens, "query" 23032 and ":" 1024.
    TokenWindows windows = new TokenWindows(tokenizer, LongTextRule.MEAN, "query: ");
    String text = "hello ".repeat(6) + "world world";

    // When
    List<Window> cut = windows.of(text);

    // Then
    assertThat(cut).hasSize(2);
    assertThat(cut.get(0).sequence()).hasSize(10).startsWith(101, 23032, 1024, 7592);
    assertThat(cut.get(1).sequence()).containsExactly(101, 23032, 1024, 2088, 2088, 102);
    assertThat(cut.stream().map(Window::weight)).containsExactly(6, 2);
  }

  @Test
  void refusesAPrefixThatLeavesNoRoom() {
    // Given
    String prefix = "one two three four five six ";

    // When / Then
    assertThatThrownBy(() -> new TokenWindows(tokenizer, LongTextRule.MEAN, prefix))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage("a prefix takes more than half of the model's 10 tokens");
  }
}
