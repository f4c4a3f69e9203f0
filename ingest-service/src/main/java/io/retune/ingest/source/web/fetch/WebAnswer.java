package io.retune.ingest.source.web.fetch;

import java.util.Objects;

/**
 * One answer of a web server, as it came.
 *
 * @param location where it sends on to; empty where it does not
 * @param retryAfter its header of that name; empty where there was none
 * @param body unpacked; empty unless the status is 200
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and handed on once.
record WebAnswer(
    int status,
    String mediaType,
    String location,
    String retryAfter,
    Validators validators,
    byte[] body) {
  WebAnswer {
    Objects.requireNonNull(mediaType, "mediaType");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(retryAfter, "retryAfter");
    Objects.requireNonNull(validators, "validators");
    Objects.requireNonNull(body, "body");
  }
}
