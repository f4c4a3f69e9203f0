package io.retune.ingest.source.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.retune.schemas.CollectionName;
import io.retune.schemas.EntryKey;
import io.retune.schemas.PersonsQuestion;
import io.retune.schemas.v1.AnsweredQuestion;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which field of a row is what of a document. Thread-safe.
 *
 * @param id at least one
 * @param collection where no field says it
 */
record RowMapping(
    List<String> id,
    String text,
    String mediaType,
    String title,
    String url,
    String questions,
    List<String> metadata,
    String collection,
    Optional<String> collectionField,
    Split split) {
  /** In place of a long value that has not changed, where the database does not log it. */
  private static final String UNAVAILABLE = "__debezium_unavailable_value";

  private static final String SOURCE = "record";

  RowMapping {
    id = List.copyOf(id);
    metadata = List.copyOf(metadata);
    CollectionName.check(collection);
    Objects.requireNonNull(split, "split");
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a document needs an id");
    }
  }

  /**
   * @throws IllegalArgumentException if the settings make no mapping; says why
   */
  static RowMapping of(RecordsConfig config) {
    return new RowMapping(
        config.id(),
        config.text(),
        config.mediaType(),
        config.title(),
        config.url(),
        config.questions(),
        config.metadata().orElse(List.of()),
        config.collection(),
        config.collectionField(),
        config.split().split());
  }

  /**
   * The key of a row's document.
   *
   * @throws RecordUnreadable if a field is missing
   */
  EntryKey key(JsonNode row) throws RecordUnreadable {
    List<String> names = new ArrayList<>();
    for (String field : id) {
      names.add(required(row, field));
    }
    return key(row, String.join("/", names));
  }

  /**
   * The key of a document that a row or a record's key names by a text alone.
   *
   * @throws RecordUnreadable if it takes more to name it
   */
  EntryKey keyOfText(String name) throws RecordUnreadable {
    if (id.size() > 1) {
      throw new RecordUnreadable("no field '" + id.get(0) + "': it is a text alone");
    }
    if (collectionField.isPresent()) {
      throw new RecordUnreadable("no field '" + collectionField.get() + "': it is a text alone");
    }
    return entry(collection, name);
  }

  /**
   * The document of a row.
   *
   * @throws RecordUnreadable if a field is missing or cannot be read
   */
  Document document(EntryKey key, JsonNode row) throws RecordUnreadable {
    Document.Builder document =
        described(key, required(row, text))
            .setTitle(optional(row, title))
            .setSourceUri(optional(row, url));
    for (String field : metadata) {
      String value = optional(row, field);
      if (!value.isEmpty()) {
        document.putMetadata(field, value);
      }
    }
    return document.addAllQuestions(answered(key, row)).build();
  }

  /** The document of a text alone. */
  Document documentOfText(EntryKey key, String content) {
    return described(key, content).build();
  }

  private Document.Builder described(EntryKey key, String content) {
    return Document.newBuilder()
        .setCollection(key.collection())
        .setDocumentId(key.id())
        .setContent(ByteString.copyFromUtf8(content))
        .setMediaType(mediaType + "; charset=UTF-8")
        .setSplit(split);
  }

  private EntryKey key(JsonNode row, String name) throws RecordUnreadable {
    return entry(
        collectionField.isPresent() ? required(row, collectionField.get()) : collection, name);
  }

  private static EntryKey entry(String collection, String name) throws RecordUnreadable {
    try {
      return new EntryKey(collection, name);
    } catch (IllegalArgumentException e) {
      throw new RecordUnreadable(e.getMessage(), e);
    }
  }

  private List<AnsweredQuestion> answered(EntryKey key, JsonNode row) throws RecordUnreadable {
    JsonNode field = field(row, questions);
    JsonNode list = field.isTextual() ? RecordJson.text(questions, field.asText()) : field;
    List<AnsweredQuestion> answered = new ArrayList<>();
    if (list.isMissingNode() || list.isNull()) {
      return answered;
    }
    if (!list.isArray()) {
      throw new RecordUnreadable("field '" + questions + "' is no list");
    }
    for (JsonNode each : list) {
      try {
        answered.add(
            PersonsQuestion.of(
                key.id(), required(each, "question"), required(each, "answer"), SOURCE));
      } catch (RecordUnreadable e) {
        throw new RecordUnreadable("field '" + questions + "': " + e.getMessage(), e);
      }
    }
    return answered;
  }

  private static String optional(JsonNode row, String name) throws RecordUnreadable {
    JsonNode field = field(row, name);
    return field.isMissingNode() || field.isNull() ? "" : text(field, name);
  }

  private static String required(JsonNode row, String name) throws RecordUnreadable {
    JsonNode field = field(row, name);
    if (field.isMissingNode() || field.isNull()) {
      throw new RecordUnreadable("no field '" + name + "'");
    }
    String text = text(field, name);
    if (text.isBlank()) {
      throw new RecordUnreadable("field '" + name + "' is empty");
    }
    return text;
  }

  private static String text(JsonNode field, String name) throws RecordUnreadable {
    if (!field.isValueNode()) {
      throw new RecordUnreadable("field '" + name + "' is no text");
    }
    String text = field.asText();
    if (text.equals(UNAVAILABLE)) {
      throw new RecordUnreadable(
          "field '%s' is Debezium's placeholder for a value that has not changed: its table needs REPLICA IDENTITY FULL"
              .formatted(name));
    }
    return text;
  }

  private static JsonNode field(JsonNode row, String name) {
    JsonNode whole = row.path(name);
    int dot = name.indexOf('.');
    return whole.isMissingNode() && dot > 0
        ? field(row.path(name.substring(0, dot)), name.substring(dot + 1))
        : whole;
  }
}
