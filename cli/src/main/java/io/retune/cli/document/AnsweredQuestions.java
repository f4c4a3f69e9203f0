package io.retune.cli.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.schemas.ContentDigest;
import io.retune.schemas.v1.AnsweredQuestion;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Question;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Questions that people asked, each with the document that answers it and the words in it that do.
 *
 * @param byDocument by document id
 */
public record AnsweredQuestions(Map<String, List<AnsweredQuestion>> byDocument) {
  private static final int ID_BYTES = 8;

  public AnsweredQuestions {
    byDocument = Map.copyOf(byDocument);
  }

  /**
   * Reads a JSON array of objects with {@code question}, {@code document} and {@code answer}.
   *
   * @param source what the questions' origin is called
   */
  public static AnsweredQuestions read(InputStream stream, String source) {
    try {
      Map<String, List<AnsweredQuestion>> questions = new LinkedHashMap<>();
      for (JsonNode entry : new ObjectMapper().readTree(stream)) {
        questions
            .computeIfAbsent(text(entry, "document"), document -> new ArrayList<>())
            .add(question(entry, source));
      }
      return new AnsweredQuestions(questions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those that a document answers. */
  public List<AnsweredQuestion> of(String documentId) {
    return byDocument.getOrDefault(documentId, List.of());
  }

  private static AnsweredQuestion question(JsonNode entry, String source) {
    String text = text(entry, "question");
    String hash = new ContentDigest().bare(text(entry, "document") + "\n" + text).hex(ID_BYTES);
    return AnsweredQuestion.newBuilder()
        .setQuestion(
            Question.newBuilder()
                .setQuestionId("person-" + hash)
                .setText(text)
                .setOrigin(Origin.ORIGIN_HUMAN)
                .setGenerator(source))
        .setAnswer(text(entry, "answer"))
        .build();
  }

  private static String text(JsonNode entry, String field) {
    String text = entry.path(field).asText();
    if (text.isBlank()) {
      throw new IllegalArgumentException("a question without " + field + ": " + entry);
    }
    return text;
  }
}
