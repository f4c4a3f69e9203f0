package io.retune.ingest.extract;

import com.google.protobuf.ByteString;
import java.util.Objects;

/**
 * A document as it came in.
 *
 * @param name a path, an address, a file name: its ending tells of the format
 * @param mediaType as its source says; empty where it does not. The content is believed before it
 * @param content its bytes
 */
public record SourceDocument(String name, String mediaType, ByteString content) {
  public SourceDocument {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(mediaType, "mediaType");
    Objects.requireNonNull(content, "content");
  }
}
