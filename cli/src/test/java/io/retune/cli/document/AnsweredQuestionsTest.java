package io.retune.cli.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.schemas.v1.AnsweredQuestion;
import io.retune.schemas.v1.Origin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnsweredQuestionsTest {
  @Test
  void groupsQuestionsByTheDocumentThatAnswersThem() {
    // Given
    String json =
        """
        [{"question": "How do I commit?", "document": "Consumer.html", "answer": "commitSync()"},
         {"question": "How do I send?", "document": "Producer.html", "answer": "send(record)"},
         {"question": "How do I seek?", "document": "Consumer.html", "answer": "seek(partition)"}]
        """;

    // When
    AnsweredQuestions questions = AnsweredQuestions.read(stream(json), "developers");

    // Then
    List<AnsweredQuestion> asked = questions.of("Consumer.html");
    assertThat(asked)
        .extracting(question -> question.getQuestion().getText())
        .containsExactly("How do I commit?", "How do I seek?");
    assertThat(asked.get(0).getAnswer()).isEqualTo("commitSync()");
    assertThat(asked.get(0).getQuestion().getOrigin()).isEqualTo(Origin.ORIGIN_HUMAN);
    assertThat(questions.of("Admin.html")).isEmpty();
  }

  @Test
  void readsATableWithItsColumnsInAnyOrder(@TempDir Path folder) throws IOException {
    // Given
    Path table =
        Files.writeString(
            folder.resolve("questions.csv"),
            """
            answer,question,document
            commitSync(),How do I commit?,Consumer.html
            "one, two",How many?,Producer.html

            """);

    // When
    AnsweredQuestions questions = AnsweredQuestions.read(table);

    // Then
    assertThat(questions.count()).isEqualTo(2);
    AnsweredQuestion second = questions.of("Producer.html").get(0);
    assertThat(second.getAnswer()).isEqualTo("one, two");
    assertThat(second.getQuestion().getGenerator()).isEqualTo("questions.csv");
  }

  @Test
  void refusesAQuestionWithoutAnAnswer() {
    // Given
    String json = "[{\"question\": \"Why?\", \"document\": \"Consumer.html\"}]";

    // When, Then
    assertThatThrownBy(() -> AnsweredQuestions.read(stream(json), "developers"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a question without answer");
  }

  @Test
  void holdsAtLeastAHundredAndFiftyDifferentQuestionsForTheDefaultFeed() {
    // Given
    InputStream resource =
        AnsweredQuestionsTest.class.getResourceAsStream("/questions/kafka-clients.json");

    // When
    AnsweredQuestions questions = AnsweredQuestions.read(resource, "developers");

    // Then
    List<AnsweredQuestion> all =
        questions.byDocument().values().stream().flatMap(List::stream).toList();
    Set<String> texts = new HashSet<>();
    Set<String> ids = new HashSet<>();
    all.forEach(
        question -> {
          texts.add(question.getQuestion().getText());
          ids.add(question.getQuestion().getQuestionId());
        });
    assertThat(all).hasSizeGreaterThanOrEqualTo(150);
    assertThat(texts).hasSameSizeAs(all);
    assertThat(ids).hasSameSizeAs(all);
  }

  private static InputStream stream(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }
}
