package io.retune.qagen.feedback;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * The fields of UBI's records that are read. What else an application sends, such as addresses and
 * names of users, is better not kept. A pure function.
 */
public final class UbiFields {
  private static final List<JsonPointer> READ =
      Stream.of(
              "/application",
              "/action_name",
              "/query_id",
              "/client_id",
              "/timestamp",
              "/user_query",
              "/query_response_hit_ids",
              "/query_attributes/adapter_version",
              "/event_attributes/object/object_id",
              "/event_attributes/position/ordinal")
          .map(JsonPointer::compile)
          .toList();

  private UbiFields() {}

  /** A record with these fields alone, which reads the same. */
  public static ObjectNode only(JsonNode record) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    for (JsonPointer field : READ) {
      JsonNode value = record.at(field);
      if (!value.isMissingNode()) {
        kept.withObject(field.head()).set(field.last().getMatchingProperty(), value);
      }
    }
    return kept;
  }
}
