package io.retune.ingest.source.web.fetch;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A file could not be fetched now; the message says why, in one line. It can be tried again later.
 */
public final class FetchFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Instant> notBefore;

  FetchFailed(String reason, Throwable cause) {
    super(reason, cause);
    this.notBefore = Optional.empty();
  }

  FetchFailed(String reason, Instant notBefore) {
    super(reason);
    this.notBefore = Optional.of(Objects.requireNonNull(notBefore, "notBefore"));
  }

  /** When the host wants to be asked again at the earliest; empty where it does not say. */
  public Optional<Instant> notBefore() {
    return notBefore;
  }
}
