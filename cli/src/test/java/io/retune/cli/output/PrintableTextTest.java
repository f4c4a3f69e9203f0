package io.retune.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {
  @ParameterizedTest
  @CsvSource({
    "000a, \\n",
    "000d, \\r",
    "0009, \\t",
    "0000, \\u0000",
    "001b, \\u001B",
    "007f, \\u007F",
    "009b, \\u009B",
    "2028, \\u2028",
    "202e, \\u202E",
    "2066, \\u2066",
    "d800, \\uD800"
  })
  void showsACharacterThatActsOnATerminalByItsNumber(String codePoint, String shown) {
    // Given
    String text = "a" + (char) Integer.parseInt(codePoint, 16) + "b";

    // When
    String printable = PrintableText.of(text);

    // Then
    assertThat(printable).isEqualTo("a" + shown + "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "docs/a.md", "C:\\temp", "naïve 東京", "👩‍💻", "soft\u00adhyphen"})
  void leavesOtherTextAsItIs(String text) {
    // Given, When
    String printable = PrintableText.of(text);

    // Then
    assertThat(printable).isEqualTo(text);
  }

  @Test
  void takesTheAppearanceOfAnEscapeSequenceFromText() {
    // Given
    String reason = "\u001b[2Jno dead letters";

    // When
    String printable = PrintableText.of(reason);

    // Then
    assertThat(printable).isEqualTo("\\u001B[2Jno dead letters");
  }
}
