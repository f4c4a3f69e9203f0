package io.retune.qagen.feedback.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.qagen.feedback.Feedback;
import io.retune.qagen.feedback.FeedbackConfig;
import io.retune.qagen.feedback.UbiReader;
import io.retune.schemas.CollectionName;
import io.retune.schemas.feedback.FeedbackRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/** Reads records of {@code feedback}. Thread-safe. */
final class FeedbackReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String collection;
  private final Optional<String> field;

  FeedbackReader(FeedbackConfig config) {
    this.collection = CollectionName.check(config.collection());
    this.field = config.collectionField();
  }

  /**
   * What a record says.
   *
   * @param feedback empty for an event that says nothing about an answer
   */
  record Said(String collection, Optional<Feedback> feedback) {
    Said {
      Objects.requireNonNull(collection, "collection");
      Objects.requireNonNull(feedback, "feedback");
    }
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it cannot be used; says why
   */
  Said read(Headers headers, byte[] value, Instant receivedAt) {
    JsonNode record = json(value);
    String named =
        FeedbackRecord.collection(headers).or(() -> field.map(path -> at(record, path))).orElse("");
    return new Said(
        CollectionName.check(named.isEmpty() ? collection : named),
        UbiReader.read(record, receivedAt));
  }

  /** The collection of a record without a JSON of its own. */
  String collection(Headers headers) {
    return CollectionName.check(FeedbackRecord.collection(headers).orElse(collection));
  }

  private static JsonNode json(byte[] value) {
    JsonNode record;
    try {
      record = JSON.readTree(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
    }
    if (record == null || !record.isObject()) {
      throw new IllegalArgumentException("the value is no object");
    }
    return record;
  }

  private static String at(JsonNode record, String path) {
    JsonNode value = record;
    for (String name : path.split("\\.")) {
      value = value.path(name);
    }
    return value.isValueNode() ? value.asText("") : "";
  }
}
