package io.retune.qagen.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The fields of UBI's records that are read. What else an application sends, such as addresses and
 * names of users, is better not kept. A pure function.
 */
public final class UbiFields {
  private static final List<String> READ =
      List.of(
          "application",
          "action_name",
          "query_id",
          "client_id",
          "timestamp",
          "user_query",
          "query_response_hit_ids",
          "query_attributes.adapter_version",
          "event_attributes.object.object_id",
          "event_attributes.position.ordinal");

  private UbiFields() {}

  /** A record with these fields alone, which reads the same. */
  public static ObjectNode only(JsonNode record) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    for (String path : READ) {
      JsonNode value = record;
      for (String name : path.split("\\.")) {
        value = value.path(name);
      }
      if (!value.isMissingNode()) {
        put(kept, path, value);
      }
    }
    return kept;
  }

  private static void put(ObjectNode object, String path, JsonNode value) {
    ObjectNode parent = object;
    String[] names = path.split("\\.");
    for (int i = 0; i < names.length - 1; i++) {
      parent = parent.withObject("/" + names[i]);
    }
    parent.set(names[names.length - 1], value);
  }
}
