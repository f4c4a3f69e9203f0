package io.retune.schemas;

import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;

/** Moments between {@link Instant} and the wire: seconds and nanoseconds since 1970. */
public final class InstantCodec {
  private InstantCodec() {}

  public static Timestamp encode(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /**
   * Reads a moment.
   *
   * @throws IllegalArgumentException if it is too far from 1970 for an {@link Instant}
   */
  public static Instant decode(Timestamp timestamp) {
    try {
      return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "a time of " + timestamp.getSeconds() + " s since 1970 is out of range", e);
    }
  }
}
