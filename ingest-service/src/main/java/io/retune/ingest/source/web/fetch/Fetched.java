package io.retune.ingest.source.web.fetch;

import java.net.URI;
import java.util.Objects;

/** What a web server said to the question for a file. */
public sealed interface Fetched {

  /**
   * The file.
   *
   * @param address where it was in the end
   * @param mediaType as the server has it; empty where it says nothing
   * @param bytes unpacked; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared, and handed on once.
  record Content(URI address, String mediaType, Validators validators, byte[] bytes)
      implements Fetched {
    public Content {
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(mediaType, "mediaType");
      Objects.requireNonNull(validators, "validators");
      Objects.requireNonNull(bytes, "bytes");
    }
  }

  /** It is the version that the validators name. */
  record Unchanged() implements Fetched {}

  /**
   * There is no such file.
   *
   * @param status 404 or 410
   */
  record Gone(int status) implements Fetched {}

  /**
   * It is not to be had, and another try would end alike.
   *
   * @param reason in words
   */
  record Refused(String reason) implements Fetched {
    public Refused {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
