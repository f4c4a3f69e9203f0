package io.retune.schemas;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Why a record was put aside. It travels in the headers of the record, which is otherwise as it
 * was. The header names are those that SmallRye gives its dead letters, where it has one.
 *
 * @param service such as {@code ingest}
 * @param stage what was being done, such as {@code parse}
 * @param reason its first line is kept, up to 1,000 characters
 * @param exception the class of the failure
 */
public record DeadLetter(
    String service,
    String stage,
    String topic,
    int partition,
    long offset,
    String reason,
    String exception,
    Instant failedAt) {
  /** In code points. A parser may name half of a document in its message. */
  private static final int MAX_REASON = 1_000;

  private static final String SERVICE = "dead-letter-service";
  private static final String STAGE = "dead-letter-stage";
  private static final String TOPIC = "dead-letter-topic";
  private static final String PARTITION = "dead-letter-partition";
  private static final String OFFSET = "dead-letter-offset";
  private static final String REASON = "dead-letter-reason";
  private static final String EXCEPTION = "dead-letter-exception-class-name";
  private static final String FAILED_AT = "dead-letter-time";
  private static final List<String> HEADERS =
      List.of(SERVICE, STAGE, TOPIC, PARTITION, OFFSET, REASON, EXCEPTION, FAILED_AT);

  public DeadLetter {
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(exception, "exception");
    Objects.requireNonNull(failedAt, "failedAt");
    reason = line(reason == null || reason.isBlank() ? exception : reason);
  }

  /** The dead letter of a failure. */
  public static DeadLetter of(
      String service,
      String stage,
      String topic,
      int partition,
      long offset,
      Throwable cause,
      Instant failedAt) {
    return new DeadLetter(
        service,
        stage,
        topic,
        partition,
        offset,
        cause.getMessage(),
        cause.getClass().getName(),
        failedAt);
  }

  /**
   * The key of the record that is put aside: its own, else its position, as a compacted topic takes
   * no record without a key.
   *
   * @param recordKey null where the record has none
   */
  public String key(String recordKey) {
    return recordKey == null ? CloudEvent.position(topic, partition, offset) : recordKey;
  }

  /** Writes this into a record's headers, in place of an earlier dead letter's. */
  public void stamp(Headers headers) {
    set(headers, SERVICE, service);
    set(headers, STAGE, stage);
    set(headers, TOPIC, topic);
    set(headers, PARTITION, Integer.toString(partition));
    set(headers, OFFSET, Long.toString(offset));
    set(headers, REASON, reason);
    set(headers, EXCEPTION, exception);
    set(headers, FAILED_AT, failedAt.toString());
  }

  /** Reads what {@link #stamp} wrote; empty where a header is missing or no such value. */
  public static Optional<DeadLetter> read(Headers headers) {
    if (HEADERS.stream().anyMatch(name -> get(headers, name) == null)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new DeadLetter(
              get(headers, SERVICE),
              get(headers, STAGE),
              get(headers, TOPIC),
              Integer.parseInt(get(headers, PARTITION)),
              Long.parseLong(get(headers, OFFSET)),
              get(headers, REASON),
              get(headers, EXCEPTION),
              Instant.parse(get(headers, FAILED_AT))));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether a record of a dead-letter topic is no letter, but takes back the letters of its key
   * before it: that is how those of a document are forgotten.
   */
  public static boolean takesBack(ConsumerRecord<String, byte[]> record) {
    return record.value() == null && read(record.headers()).isEmpty();
  }

  /** Takes this off a record's headers, so that it can be tried again as it was. */
  public static void remove(Headers headers) {
    HEADERS.forEach(headers::remove);
  }

  private static String line(String text) {
    String line = text.lines().filter(candidate -> !candidate.isBlank()).findFirst().orElse("");
    return line.codePointCount(0, line.length()) <= MAX_REASON
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MAX_REASON));
  }

  private static void set(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String get(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
