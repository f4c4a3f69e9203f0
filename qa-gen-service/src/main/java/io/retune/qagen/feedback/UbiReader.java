package io.retune.qagen.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import io.retune.qagen.query.QueryText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads records of User Behavior Insights 1.3.0: a query with what was found, or an event. The
 * version of the adapter that ranked stands in {@code query_attributes.adapter_version}, and 0 is
 * the base model; thumbs are the actions {@code thumb_up} and {@code thumb_down}.
 */
public final class UbiReader {
  /** Of a field that names something; the schema has 100 for most, and 256 for objects. */
  private static final int MAX_NAME = 256;

  private static final int MAX_HITS = 1_000;

  private static final Map<String, Reaction.Kind> ACTIONS =
      Map.of(
          "click", Reaction.Kind.CLICK,
          "click_through", Reaction.Kind.CLICK,
          "thumb_up", Reaction.Kind.THUMB_UP,
          "thumb_down", Reaction.Kind.THUMB_DOWN);

  private UbiReader() {}

  /**
   * Reads a record.
   *
   * @return empty for an event that says nothing about an answer, such as {@code impression}
   * @throws IllegalArgumentException if it is no such record, or cannot be used; names the field
   */
  public static Optional<Feedback> read(JsonNode record) {
    if (record.has("action_name")) {
      return event(record);
    }
    if (record.has("user_query")) {
      return Optional.of(ranking(record));
    }
    throw new IllegalArgumentException("neither 'user_query' nor 'action_name'");
  }

  private static Ranking ranking(JsonNode query) {
    JsonNode text = query.get("user_query");
    if (!text.isTextual()) {
      throw new IllegalArgumentException("'user_query' is no text");
    }
    JsonNode found = query.path("query_response_hit_ids");
    if (!found.isArray() && !found.isMissingNode() && !found.isNull()) {
      throw new IllegalArgumentException("'query_response_hit_ids' is no list");
    }
    if (found.size() > MAX_HITS) {
      throw new IllegalArgumentException(
          "'query_response_hit_ids' has more than " + MAX_HITS + " ids");
    }
    List<String> hits = new ArrayList<>();
    found.forEach(hit -> hits.add(name("query_response_hit_ids", hit)));
    return new Ranking(
        name("query_id", query.path("query_id")),
        QueryText.check(text.textValue()),
        hits,
        version(query.path("query_attributes").path("adapter_version")));
  }

  private static OptionalInt version(JsonNode version) {
    if (version.isMissingNode() || version.isNull()) {
      return OptionalInt.empty();
    }
    if (!version.canConvertToInt() || version.intValue() < 0) {
      throw new IllegalArgumentException("'query_attributes.adapter_version' is no version");
    }
    return OptionalInt.of(version.intValue());
  }

  private static Optional<Feedback> event(JsonNode event) {
    Reaction.Kind kind = ACTIONS.get(event.get("action_name").asText());
    if (kind == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Reaction(
            name("query_id", event.path("query_id")),
            name(
                "event_attributes.object.object_id",
                event.path("event_attributes").path("object").path("object_id")),
            kind,
            event.path("client_id").asText("")));
  }

  private static String name(String field, JsonNode value) {
    boolean isName = value.isTextual() || value.isIntegralNumber();
    if (!isName || value.asText().isBlank() || value.asText().length() > MAX_NAME) {
      throw new IllegalArgumentException("no '" + field + "' of 1 to " + MAX_NAME + " characters");
    }
    return value.asText();
  }
}
