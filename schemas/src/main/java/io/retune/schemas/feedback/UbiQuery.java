package io.retune.schemas.feedback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A search: what a user asked, and what was shown.
 *
 * @param queryId what the application calls this one search; events name it
 * @param clientId whose search it is; stays the same over the searches of one person
 * @param userQuery as the user wrote it
 * @param hitIds ids of nodes, the best first
 * @param adapterVersion that ranked them, 0 for the base model; empty where it is not known
 * @param timestamp when it was
 */
public record UbiQuery(
    String queryId,
    String clientId,
    String userQuery,
    List<String> hitIds,
    OptionalInt adapterVersion,
    Instant timestamp) {
  /** The key in {@code query_attributes} of the version that ranked. */
  public static final String ADAPTER_VERSION = "adapter_version";

  public UbiQuery {
    UbiNames.check("query_id", queryId);
    Objects.requireNonNull(clientId, "clientId");
    if (userQuery.isBlank()) {
      throw new IllegalArgumentException("user_query is empty");
    }
    Objects.requireNonNull(adapterVersion, "adapterVersion");
    Objects.requireNonNull(timestamp, "timestamp");
    hitIds = List.copyOf(hitIds);
    hitIds.forEach(hit -> UbiNames.check("query_response_hit_ids", hit));
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("query_id", queryId);
    json.put("client_id", clientId);
    json.put("user_query", userQuery);
    json.put("timestamp", timestamp.toString());
    ObjectNode attributes = json.putObject("query_attributes");
    adapterVersion.ifPresent(version -> attributes.put(ADAPTER_VERSION, version));
    hitIds.forEach(json.putArray("query_response_hit_ids")::add);
    return json;
  }
}
