package io.retune.qagen.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceQuestionsTest {

  private static final EnglishGrammar GRAMMAR = new EnglishGrammar();

  private final SentenceQuestions questions = new SentenceQuestions(GRAMMAR);

  @ParameterizedTest
  @CsvSource({
    "The boat may be delayed by heavy ice.,Why may the boat be delayed by heavy ice?",
    "The keeper writes the report of the night.,Why does the keeper write the report of the night?",
    "The keepers write the report of the night.,Why do the keepers write the report of the night?",
    "The keeper wrote the report of the night.,Why did the keeper write the report of the night?",
    "'In winter, the boat may be delayed by ice.',Why may the boat be delayed by ice?",
    "The tide secured by walls could flood the old harbour.,Why could the tide secured by walls flood the old harbour?"
  })
  void turnsAStatementIntoAQuestion(String statement, String question) {
    // When
    Set<String> asked =
        IntStream.range(0, 60)
            .mapToObj(
                seed -> questions.ask(GRAMMAR.analyse(statement), Draw.seededBy("seed" + seed)))
            .map(Optional::orElseThrow)
            .collect(Collectors.toSet());

    // Then
    assertThat(asked).contains(question);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fog.", "Table of contents, chapter nine", "After the storm"})
  void passesOverWhatIsNoStatement(String text) {
    // When
    Optional<String> question = questions.ask(GRAMMAR.analyse(text), Draw.seededBy("seed"));

    // Then
    assertThat(question).isEmpty();
  }

  @Test
  void asksWhatDidIt() {
    // When
    Set<String> asked =
        IntStream.range(0, 60)
            .mapToObj(
                seed ->
                    questions.ask(
                        GRAMMAR.analyse("The keeper wrote the report of the night."),
                        Draw.seededBy("seed" + seed)))
            .map(Optional::orElseThrow)
            .collect(Collectors.toSet());

    // Then
    assertThat(asked).contains("What wrote the report of the night?");
  }
}
