package io.retune.cli.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.retune.schemas.PersonsQuestion;
import io.retune.schemas.v1.AnsweredQuestion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  public AnsweredQuestions {
    byDocument = Map.copyOf(byDocument);
  }

  /**
   * Reads a JSON array of objects with {@code question}, {@code document} and {@code answer}.
   *
   * @param source what the questions' origin is called
   * @throws IllegalArgumentException where a question lacks one of them
   */
  public static AnsweredQuestions read(InputStream stream, String source) {
    try {
      return of(new ObjectMapper().readTree(stream), source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file: a table with the columns {@code question}, {@code document} and {@code answer},
   * in any order, where its name ends in {@code .csv}, and else JSON.
   *
   * @throws IllegalArgumentException where a question lacks one of them
   */
  public static AnsweredQuestions read(Path file) throws IOException {
    String source = file.getFileName().toString();
    if (!source.endsWith(".csv")) {
      return of(new ObjectMapper().readTree(Files.readAllBytes(file)), source);
    }
    try (MappingIterator<JsonNode> rows =
        CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build()
            .readerFor(JsonNode.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(file.toFile())) {
      return of(rows.readAll(), source);
    }
  }

  private static AnsweredQuestions of(Iterable<JsonNode> entries, String source) {
    Map<String, List<AnsweredQuestion>> questions = new LinkedHashMap<>();
    for (JsonNode entry : entries) {
      questions
          .computeIfAbsent(text(entry, "document"), document -> new ArrayList<>())
          .add(question(entry, source));
    }
    return new AnsweredQuestions(questions);
  }

  /** None. */
  public static AnsweredQuestions none() {
    return new AnsweredQuestions(Map.of());
  }

  /** How many there are. */
  public int count() {
    return byDocument.values().stream().mapToInt(List::size).sum();
  }

  /** Those that a document answers. */
  public List<AnsweredQuestion> of(String documentId) {
    return byDocument.getOrDefault(documentId, List.of());
  }

  private static AnsweredQuestion question(JsonNode entry, String source) {
    return PersonsQuestion.of(
        text(entry, "document"), text(entry, "question"), text(entry, "answer"), source);
  }

  private static String text(JsonNode entry, String field) {
    String text = entry.path(field).asText();
    if (text.isBlank()) {
      throw new IllegalArgumentException("a question without " + field + ": " + entry);
    }
    return text;
  }
}
