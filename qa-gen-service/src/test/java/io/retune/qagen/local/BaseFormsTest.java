package io.retune.qagen.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import opennlp.tools.lemmatizer.Lemmatizer;
import org.junit.jupiter.api.Test;

class BaseFormsTest {

  private final List<String> asked = new ArrayList<>();
  private final BaseForms forms = new BaseForms(new Recorded());

  @Test
  void theModelIsAskedOnceForAWordAndItsPartOfSpeech() {
    // Given
    forms.of("leaves", "VERB");

    // When
    String again = forms.of("leaves", "VERB");

    // Then
    assertThat(again).isEqualTo("leaves as VERB");
    assertThat(asked).containsExactly("leaves as VERB");
  }

  @Test
  void theSameWordAsAnotherPartOfSpeechIsAnotherQuestion() {
    // Given
    forms.of("leaves", "VERB");

    // When
    String noun = forms.of("leaves", "NOUN");

    // Then
    assertThat(noun).isEqualTo("leaves as NOUN");
  }

  /** Answers with what it was asked. */
  private final class Recorded implements Lemmatizer {
    @Override
    public String[] lemmatize(String[] tokens, String[] tags) {
      String answer = tokens[0] + " as " + tags[0];
      asked.add(answer);
      return new String[] {answer};
    }

    @Override
    public List<List<String>> lemmatize(List<String> tokens, List<String> tags) {
      throw new UnsupportedOperationException("words come one at a time");
    }
  }
}
