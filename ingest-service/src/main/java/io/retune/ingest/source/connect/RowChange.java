package io.retune.ingest.source.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * What a value says of a row.
 *
 * @param before the row as it was, or what is told of it; empty where nothing is
 * @param after the row as it is; empty where it was deleted
 */
record RowChange(Optional<JsonNode> before, Optional<JsonNode> after) {
  private static final String OPERATION = "op";
  private static final String BEFORE = "before";
  private static final String AFTER = "after";
  private static final String SOURCE = "source";

  /** Created, read in a snapshot, updated. */
  private static final Set<String> WRITES = Set.of("c", "r", "u");

  private static final String DELETE = "d";

  /** What Debezium's transformation to plain rows marks deleted ones with. */
  private static final String DELETED = "__deleted";

  /**
   * Reads a value.
   *
   * @throws RecordUnreadable if it says nothing of a row
   */
  static RowChange of(JsonNode value) throws RecordUnreadable {
    if (value.isNull() || value.isMissingNode()) {
      return new RowChange(Optional.empty(), Optional.empty());
    }
    if (isEnvelope(value)) {
      return ofEnvelope(value);
    }
    if (value.path(DELETED).asBoolean()) {
      return new RowChange(Optional.of(value), Optional.empty());
    }
    return new RowChange(Optional.empty(), Optional.of(value));
  }

  /** A row may have a column of one of these names; Debezium's has them all. */
  private static boolean isEnvelope(JsonNode value) {
    return value.path(OPERATION).isTextual()
        && (value.has(AFTER) || value.has(BEFORE) || value.has(SOURCE));
  }

  private static RowChange ofEnvelope(JsonNode envelope) throws RecordUnreadable {
    String operation = envelope.get(OPERATION).asText();
    Optional<JsonNode> before = row(envelope, BEFORE);
    if (operation.equals(DELETE)) {
      return new RowChange(before, Optional.empty());
    }
    if (!WRITES.contains(operation)) {
      throw new RecordUnreadable("op '" + operation + "' names no row");
    }
    Optional<JsonNode> after = row(envelope, AFTER);
    if (after.isEmpty()) {
      throw new RecordUnreadable("no field 'after'");
    }
    return new RowChange(before, after);
  }

  private static Optional<JsonNode> row(JsonNode envelope, String field) {
    return Optional.of(envelope.path(field)).filter(JsonNode::isObject);
  }
}
