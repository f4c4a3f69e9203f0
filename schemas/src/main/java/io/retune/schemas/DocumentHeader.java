package io.retune.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The header that says which document a record of another system is about, where its key is that
 * system's and does not say it. Dead letters have it, so that those of a document can be forgotten.
 */
public final class DocumentHeader {
  private static final String NAME = "retune-document";

  private DocumentHeader() {}

  /** Writes it, in place of an earlier one. */
  public static void stamp(Headers headers, EntryKey document) {
    headers.remove(NAME).add(NAME, document.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Reads it; empty where it is missing or names no document. */
  public static Optional<EntryKey> read(Headers headers) {
    Header header = headers.lastHeader(NAME);
    if (header == null || header.value() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(EntryKey.parse(new String(header.value(), StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
