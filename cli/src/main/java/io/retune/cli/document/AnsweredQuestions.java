package io.retune.cli.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.schemas.v1.AnsweredQuestion;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Question;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Questions that people asked, each with the document that answers it and the words in it that do.
 *
 * @param byDocument by document id
 */
public record AnsweredQuestions(Map<String, List<AnsweredQuestion>> byDocument) {
  public AnsweredQuestions {
    byDocument = Map.copyOf(byDocument);
  }

  /**
   * Reads a JSON array of objects with {@code question}, {@code document} and {@code evidence}.
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
    return AnsweredQuestion.newBuilder()
        .setQuestion(
            Question.newBuilder()
                .setQuestionId("person-" + hash(text(entry, "document") + "\n" + text))
                .setText(text)
                .setOrigin(Origin.ORIGIN_HUMAN)
                .setGenerator(source))
        .setAnswer(text(entry, "evidence"))
        .build();
  }

  private static String text(JsonNode entry, String field) {
    String text = entry.path(field).asText();
    if (text.isBlank()) {
      throw new IllegalArgumentException("a question without " + field + ": " + entry);
    }
    return text;
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          java.security.MessageDigest.getInstance("SHA-256")
              .digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
