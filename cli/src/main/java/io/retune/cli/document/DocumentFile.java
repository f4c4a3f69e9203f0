package io.retune.cli.document;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A file to be streamed.
 *
 * @param documentId equal for the same file wherever its folder lies
 */
public record DocumentFile(Path path, String documentId) {
  public DocumentFile {
    Objects.requireNonNull(path, "path");
    if (documentId == null || documentId.isBlank()) {
      throw new IllegalArgumentException("a document needs an id: " + path);
    }
  }
}
