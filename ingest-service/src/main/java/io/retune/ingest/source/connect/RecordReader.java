package io.retune.ingest.source.connect;

import com.fasterxml.jackson.databind.JsonNode;
import io.retune.schemas.ContentDigest;
import io.retune.schemas.EntryKey;
import io.retune.schemas.v1.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads records of other systems: a row as JSON, alone or with its schema ({@code {schema,
 * payload}}); a change of a row as Debezium has it; a text alone, which its key names, or its hash
 * where it has none. A record without a value deletes what its key names. Thread-safe.
 */
record RecordReader(RowMapping mapping) {
  private static final int HASH_BYTES = 16;

  RecordReader {
    Objects.requireNonNull(mapping, "mapping");
  }

  /**
   * What a record does: one change, or two where a row gets another name.
   *
   * @param key may be null
   * @param value may be null
   * @throws RecordUnreadable if nothing can be made of it
   */
  List<DocumentChange> read(String key, byte[] value) throws RecordUnreadable {
    if (value == null || value.length == 0) {
      return List.of(DocumentChange.deleted(named(key)));
    }
    RowChange change = RowChange.of(RecordJson.value(value));
    if (change.after().isEmpty()) {
      return List.of(DocumentChange.deleted(deleted(change, key)));
    }
    JsonNode row = change.after().get();
    if (!row.isObject()) {
      return List.of(text(key, row));
    }
    List<DocumentChange> changes = new ArrayList<>();
    EntryKey document = mapping.key(row);
    Document put = mapping.document(document, row);
    formerKey(change)
        .filter(former -> !former.equals(document))
        .ifPresent(former -> changes.add(DocumentChange.deleted(former)));
    changes.add(new DocumentChange(document, Optional.of(put)));
    return List.copyOf(changes);
  }

  /**
   * The document that a record is about, as far as it can be told of one that nothing can be made
   * of.
   *
   * @param key may be null
   * @param value may be null
   */
  Optional<EntryKey> document(String key, byte[] value) {
    try {
      if (value != null && value.length > 0) {
        RowChange change = RowChange.of(RecordJson.value(value));
        Optional<JsonNode> row = change.after().isPresent() ? change.after() : change.before();
        if (row.isPresent() && row.get().isObject()) {
          return Optional.of(mapping.key(row.get()));
        }
      }
    } catch (RecordUnreadable e) {
      // Its key may tell.
    }
    try {
      return Optional.of(named(key));
    } catch (RecordUnreadable e) {
      return Optional.empty();
    }
  }

  /** By the row as it was, where that tells enough. */
  private EntryKey deleted(RowChange change, String key) throws RecordUnreadable {
    Optional<EntryKey> former = formerKey(change);
    return former.isPresent() ? former.get() : named(key);
  }

  /** Many databases tell of the row before its primary key only, and the rest is null. */
  private Optional<EntryKey> formerKey(RowChange change) {
    if (change.before().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(mapping.key(change.before().get()));
    } catch (RecordUnreadable e) {
      return Optional.empty();
    }
  }

  private EntryKey named(String key) throws RecordUnreadable {
    if (key == null || key.isEmpty()) {
      throw new RecordUnreadable("a deletion without a key names no document");
    }
    JsonNode name = RecordJson.key(key);
    try {
      return name.isObject() ? mapping.key(name) : mapping.keyOfText(name.asText());
    } catch (RecordUnreadable e) {
      throw new RecordUnreadable("a deletion's key: " + e.getMessage(), e);
    }
  }

  private DocumentChange text(String key, JsonNode row) throws RecordUnreadable {
    if (!row.isTextual() || row.asText().isBlank()) {
      throw new RecordUnreadable("the value is neither an object nor a text");
    }
    String text = row.asText();
    JsonNode name = key == null || key.isEmpty() ? row : RecordJson.key(key);
    EntryKey document;
    if (name.isObject()) {
      document = mapping.key(name);
    } else {
      document =
          mapping.keyOfText(
              name == row ? new ContentDigest().bare(text).hex(HASH_BYTES) : name.asText());
    }
    return new DocumentChange(document, Optional.of(mapping.documentOfText(document, text)));
  }
}
