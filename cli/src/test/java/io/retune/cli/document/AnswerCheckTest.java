package io.retune.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerCheckTest {
  @TempDir Path folder;

  @Test
  void findsNoFaultWhereEachDocumentHasItsAnswers() throws IOException {
    // Given
    DocumentFiles files = files("guide.md", "Offsets are kept by\n**the group coordinator**.");
    AnsweredQuestions questions =
        questions("Who keeps offsets?", "guide.md", "by the group coordinator");

    // When
    AnswerCheck check = AnswerCheck.of(questions, files);

    // Then
    assertThat(check).isEqualTo(new AnswerCheck(List.of(), 0));
  }

  @Test
  void saysWhichAnswerIsMissingAndWhichDocument() throws IOException {
    // Given
    DocumentFiles files = files("guide.md", "Offsets are kept by the group coordinator.");
    Path table =
        Files.writeString(
            folder.resolve("questions.csv"),
            """
            question,document,answer
            Who keeps offsets?,guide.md,the controller
            Why?,other.md,because
            """);

    // When
    AnswerCheck check = AnswerCheck.of(AnsweredQuestions.read(table), files);

    // Then
    assertThat(check.faults())
        .containsExactly(
            "guide.md: it does not have the answer to \"Who keeps offsets?\": \"the controller\"",
            "other.md: questions ask about it, and it is not among the paths");
  }

  @Test
  void leavesToIngestWhatOnlyItCanRead() throws IOException {
    // Given
    DocumentFiles files = files("report.pdf", "%PDF-1.7");
    AnsweredQuestions questions = questions("How much?", "report.pdf", "a lot");

    // When
    AnswerCheck check = AnswerCheck.of(questions, files);

    // Then
    assertThat(check).isEqualTo(new AnswerCheck(List.of(), 1));
  }

  private DocumentFiles files(String name, String content) throws IOException {
    Path documents = Files.createDirectories(folder.resolve("documents"));
    Files.writeString(documents.resolve(name), content);
    return DocumentFiles.below(List.of(documents.resolve(name)));
  }

  private AnsweredQuestions questions(String question, String document, String answer)
      throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("questions.csv"),
            "question,document,answer\n%s,%s,%s\n".formatted(question, document, answer));
    return AnsweredQuestions.read(table);
  }
}
