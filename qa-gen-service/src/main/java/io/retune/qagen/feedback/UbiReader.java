package io.retune.qagen.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import io.retune.qagen.query.QueryText;
import io.retune.schemas.feedback.UbiAction;
import io.retune.schemas.feedback.UbiNames;
import io.retune.schemas.feedback.UbiQuery;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads records of User Behavior Insights 1.3.0: a query with what was found, or an event. The
 * version of the adapter that ranked stands in {@code query_attributes.adapter_version}, and 0 is
 * the base model; thumbs are the actions {@code thumb_up} and {@code thumb_down}. Fields that are
 * not used here are passed over.
 */
public final class UbiReader {
  private static final int MAX_HITS = 1_000;

  /** What some of UBI's own examples call a click. */
  private static final String CLICK_THROUGH = "click_through";

  private UbiReader() {}

  /**
   * Reads a record.
   *
   * @param receivedAt when an event was that does not say so
   * @return empty for an event that says nothing about an answer, such as {@code impression}
   * @throws IllegalArgumentException if it is no such record, or cannot be used; names the field
   */
  public static Optional<Feedback> read(JsonNode record, Instant receivedAt) {
    if (record.has("action_name")) {
      return event(record, receivedAt);
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
        version(query.path("query_attributes").path(UbiQuery.ADAPTER_VERSION)));
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

  private static Optional<Feedback> event(JsonNode event, Instant receivedAt) {
    Optional<Reaction.Kind> kind = kind(event.get("action_name").asText());
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Reaction(
            name("query_id", event.path("query_id")),
            name(
                "event_attributes.object.object_id",
                event.path("event_attributes").path("object").path("object_id")),
            kind.get(),
            event.path("client_id").asText(""),
            time(event.path("timestamp"), receivedAt)));
  }

  private static Optional<Reaction.Kind> kind(String action) {
    if (action.equals(CLICK_THROUGH)) {
      return Optional.of(Reaction.Kind.CLICK);
    }
    return UbiAction.named(action)
        .map(
            named ->
                switch (named) {
                  case CLICK -> Reaction.Kind.CLICK;
                  case THUMB_UP -> Reaction.Kind.THUMB_UP;
                  case THUMB_DOWN -> Reaction.Kind.THUMB_DOWN;
                });
  }

  private static Instant time(JsonNode time, Instant receivedAt) {
    if (time.isMissingNode() || time.isNull()) {
      return receivedAt;
    }
    try {
      Instant said =
          time.isIntegralNumber()
              ? Instant.ofEpochMilli(time.longValue())
              : OffsetDateTime.parse(time.asText()).toInstant();
      // A clock that is ahead must not let its first thumb be the last for ever.
      return said.isBefore(Instant.EPOCH) || said.isAfter(receivedAt) ? receivedAt : said;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("'timestamp' is no time as ISO 8601 has it", e);
    }
  }

  private static String name(String field, JsonNode value) {
    boolean isName = value.isTextual() || value.isIntegralNumber();
    return UbiNames.check(field, isName ? value.asText() : null);
  }
}
