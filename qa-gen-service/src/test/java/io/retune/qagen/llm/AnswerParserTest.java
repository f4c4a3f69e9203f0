package io.retune.qagen.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerParserTest {

  private final AnswerParser parser = new AnswerParser();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Who built it?\nWhen was it built?",
        "1. Who built it?\n2. When was it built?",
        "1) Who built it?\n\n2) When was it built?",
        "- Who built it?\n* When was it built?",
        "Q1: Who built it?\nQ2: When was it built?",
        "Question 1: Who built it?\nQuestion 2: When was it built?",
        "**1. Who built it?**\n**2. When was it built?**",
        "\"Who built it?\"\n\"When was it built?\"",
        "Here are the questions:\n1. Who built it?\n2. When was it built?\nLet me know if you need more.",
        "[\"Who built it?\", \"When was it built?\"]",
        "{\"questions\": [{\"question\": \"Who built it?\"}, {\"question\": \"When was it built?\"}]}",
        "Sure:\n```json\n[\"Who built it?\", \"When was it built?\"]\n```\nDone.",
        "<think>Should I ask who?\nYes?</think>\nWho built it?\nWhen was it built?",
        "Who built it?\nwho built it?\nWhen was it built?"
      })
  void readsTheQuestionsInWhateverFormTheyCome(String answer) {
    // When
    List<String> questions = parser.questions(answer, 2);

    // Then
    assertThat(questions).containsExactly("Who built it?", "When was it built?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "I cannot help with that.",
        "Here are the questions you asked for:",
        "???",
        "{\"error\": \"busy\"}",
        "banana banana",
        "List of questions:"
      })
  void findsNoQuestionWhereThereIsNone(String answer) {
    // When
    List<String> questions = parser.questions(answer, 5);

    // Then
    assertThat(questions).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "**", "“", "- ", "1. ", "Q: "})
  void readsAQuestionBehindAndBeforeALongRunOfMarks(String mark) {
    // Given
    String run = mark.repeat(100_000);

    // When
    List<String> questions = parser.questions(run + "Who built it?\nx" + run + "y\n" + run, 1);

    // Then
    assertThat(questions).containsExactly("Who built it?");
  }

  @Test
  void takesARequestForAQuestion() {
    // When
    List<String> questions = parser.questions("1. Explain how the tide is measured.", 1);

    // Then
    assertThat(questions).containsExactly("Explain how the tide is measured.");
  }

  @Test
  void readsOtherQuestionMarks() {
    // When
    List<String> questions = parser.questions("1. 谁建造了灯塔？\n2. من بنى المنارة؟", 2);

    // Then
    assertThat(questions).containsExactly("谁建造了灯塔？", "من بنى المنارة؟");
  }

  @Test
  void keepsBracketsThatAreNoJson() {
    // When
    List<String> questions = parser.questions("What does the [draft] mark mean?", 1);

    // Then
    assertThat(questions).containsExactly("What does the [draft] mark mean?");
  }

  @Test
  void neverGivesMoreThanAskedForWhateverTheAnswer() {
    // Given
    Random random = new Random(7);
    List<String> pieces =
        List.of(
            "1. ",
            "- ",
            "[",
            "]",
            "{",
            "\"",
            "Who is it?",
            "\n",
            "?",
            "```",
            "<think>",
            " x",
            ",",
            ":");

    // When
    List<List<String>> results =
        IntStream.range(0, 500)
            .mapToObj(
                run ->
                    random
                        .ints(30, 0, pieces.size())
                        .mapToObj(pieces::get)
                        .collect(Collectors.joining()))
            .map(answer -> parser.questions(answer, 2))
            .toList();

    // Then
    assertThat(results)
        .allSatisfy(
            questions -> assertThat(questions).hasSizeLessThanOrEqualTo(2).doesNotHaveDuplicates());
    assertThat(results).anySatisfy(questions -> assertThat(questions).isNotEmpty());
  }
}
