package io.retune.ingest.stream;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What a record takes on its topic when it is alone in its batch, uncompressed, which is what the
 * broker compares with the topic's {@code max.message.bytes}. At most a few dozen bytes too much.
 */
final class RecordSize {
  /** Of a batch, by Kafka's format 2. */
  private static final int BATCH_BYTES = 61;

  /** Lengths, attributes, time and offset of a record, at their largest. */
  private static final int RECORD_BYTES = 36;

  /** Of a length or a count, at its largest. */
  private static final int LENGTH_BYTES = 5;

  private RecordSize() {}

  /**
   * @param value may be null
   */
  static long upperBound(String key, byte[] value, Headers headers) {
    long size = BATCH_BYTES + RECORD_BYTES + bytes(key) + (value == null ? 0 : value.length);
    for (Header header : headers) {
      size += 2L * LENGTH_BYTES + bytes(header.key());
      size += header.value() == null ? 0 : header.value().length;
    }
    return size;
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
