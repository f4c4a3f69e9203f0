package io.retune.ingest.source.web.fetch;

import java.util.Objects;

/**
 * What a server calls a version of a file, so that it need not send the same one again.
 *
 * @param entityTag as its header {@code ETag} has it; empty where there was none
 * @param lastModified as its header {@code Last-Modified} has it; empty where there was none
 */
public record Validators(String entityTag, String lastModified) {
  /** Of a file that is not known. */
  public static final Validators NONE = new Validators("", "");

  public Validators {
    Objects.requireNonNull(entityTag, "entityTag");
    Objects.requireNonNull(lastModified, "lastModified");
  }
}
