package io.retune.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void alignsTextToTheLeftAndNumbersToTheRight() {
    // Given
    TextTable table =
        new TextTable("retriever", "mrr@10").row("base", "0.6513").row("bm25", "12.5");

    // When
    var lines = table.lines();

    // Then
    assertThat(lines)
        .containsExactly("retriever  mrr@10", "base       0.6513", "bm25         12.5");
  }

  @Test
  void treatsAColumnWithOneWordAsText() {
    // Given
    TextTable table = new TextTable("released", "n").row("base", 1).row(12, 10);

    // When
    var lines = table.lines();

    // Then
    assertThat(lines).containsExactly("released   n", "base       1", "12        10");
  }

  @Test
  void keepsARowOnOneLineWhateverItsCellsHold() {
    // Given
    TextTable table = new TextTable("key", "reason").row("a\u001b[1A", "first\nsecond");

    // When
    var lines = table.lines();

    // Then
    assertThat(lines).containsExactly("key         reason", "a\\u001B[1A  first\\nsecond");
  }

  @Test
  void refusesARowThatDoesNotFitTheHeadings() {
    // Given
    TextTable table = new TextTable("one", "two");

    // When, Then
    assertThatThrownBy(() -> table.row("alone"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 cell for 2 headings");
  }
}
