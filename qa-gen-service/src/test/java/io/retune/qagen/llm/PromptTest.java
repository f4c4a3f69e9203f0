package io.retune.qagen.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.qagen.question.NodeText;
import org.junit.jupiter.api.Test;

class PromptTest {

  @Test
  void fillsItsPlaces() {
    // Given
    Prompt prompt = new Prompt("{count} in {language} on: {context}");

    // When
    String text = prompt.about(new NodeText("node", "Die Ebbe kommt.", "de"), 3);

    // Then
    assertThat(text).isEqualTo("3 in German on: Die Ebbe kommt.");
  }

  @Test
  void leavesTheNodesTextAsItIs() {
    // Given
    Prompt prompt = new Prompt("{count}: {context}");

    // When
    String text = prompt.about(new NodeText("node", "Set {count} to $1.", "en"), 3);

    // Then
    assertThat(text).isEqualTo("3: Set {count} to $1.");
  }

  @Test
  void needsAPlaceForTheNodesText() {
    // When, then
    assertThatThrownBy(() -> new Prompt("Write {count} questions."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a prompt needs the place {context}");
  }
}
