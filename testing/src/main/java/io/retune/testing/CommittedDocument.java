package io.retune.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A document of the repository that is made from the code, so that a test can hold both together.
 * With {@code -Dretune.write-docs=true} it is written anew instead.
 *
 * @param file in the repository
 */
public record CommittedDocument(Path file) {
  private static final String WRITE = "retune.write-docs";

  public CommittedDocument {
    Objects.requireNonNull(file, "file");
  }

  /** The OpenAPI document of a service, seen from its module. */
  public static CommittedDocument openApi(String service) {
    return new CommittedDocument(Path.of("../docs/openapi", service + ".yaml"));
  }

  /**
   * What is committed.
   *
   * @param current what the code makes now, which is committed from here on where that was asked
   *     for
   */
  public String text(String current) throws IOException {
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, current);
    }
    return Files.readString(file);
  }
}
