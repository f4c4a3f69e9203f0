package io.retune.schemas.feedback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Objects;

/**
 * What a user did with a hit of a search.
 *
 * @param queryId of the search
 * @param clientId who did it; stays the same over the searches of one person
 * @param objectId the hit, as the search's {@code hitIds} name it
 * @param ordinal the place it was shown at, from 1
 * @param timestamp when it was
 */
public record UbiEvent(
    String queryId,
    String clientId,
    UbiAction action,
    String objectId,
    int ordinal,
    Instant timestamp) {
  public UbiEvent {
    UbiNames.check("query_id", queryId);
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(action, "action");
    UbiNames.check("object_id", objectId);
    if (ordinal < 1) {
      throw new IllegalArgumentException("places count from 1, not " + ordinal);
    }
    Objects.requireNonNull(timestamp, "timestamp");
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("action_name", action.wireName());
    json.put("query_id", queryId);
    json.put("client_id", clientId);
    json.put("timestamp", timestamp.toString());
    ObjectNode attributes = json.putObject("event_attributes");
    ObjectNode object = attributes.putObject("object");
    object.put("object_id", objectId);
    object.put("object_id_field", "node_id");
    attributes.putObject("position").put("ordinal", ordinal);
    return json;
  }
}
