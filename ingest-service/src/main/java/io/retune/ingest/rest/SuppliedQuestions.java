package io.retune.ingest.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retune.schemas.PersonsQuestion;
import io.retune.schemas.v1.AnsweredQuestion;
import java.util.ArrayList;
import java.util.List;

/** Questions that people asked, as a form brings them with the document that answers them. */
final class SuppliedQuestions {
  private static final String SOURCE = "form";

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerForListOf(Supplied.class);

  private SuppliedQuestions() {}

  /** One of them. */
  private record Supplied(
      @JsonProperty(value = "question", required = true) String question,
      @JsonProperty(value = "answer", required = true) String answer) {}

  /**
   * Reads them.
   *
   * @param json an array of objects with {@code question} and {@code answer}, words of the
   *     document's text
   * @throws IllegalArgumentException where it is something else; the message is fit for the caller
   */
  static List<AnsweredQuestion> of(String documentId, String json) {
    List<Supplied> supplied;
    try {
      supplied = JSON.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "questions must be a JSON array of objects with question and answer: "
              + e.getOriginalMessage(),
          e);
    }
    List<AnsweredQuestion> questions = new ArrayList<>();
    for (Supplied each : supplied) {
      if (each == null || each.question() == null || each.answer() == null) {
        throw new IllegalArgumentException("each of the questions needs a question and an answer");
      }
      questions.add(PersonsQuestion.of(documentId, each.question(), each.answer(), SOURCE));
    }
    return questions;
  }
}
