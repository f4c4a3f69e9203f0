package io.retune.eval.stream;

import io.retune.schemas.CloudEvent;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The record that an evaluation is made of.
 *
 * @param headers that go on with what is made of it; not to be changed
 */
record Cause(long timestamp, Headers headers, RecordMetadata position) {
  static Cause of(Record<String, byte[]> record, RecordMetadata position) {
    return new Cause(record.timestamp(), record.headers(), position);
  }

  /** Of a checkpoint that waited, whose headers were not kept. */
  static Cause of(WaitingCheckpoint waiting) {
    return new Cause(waiting.timestamp(), new RecordHeaders(), waiting);
  }

  /** What is made of a record is made of it again, under the same id, if the work is done again. */
  String origin() {
    return CloudEvent.position(position.topic(), position.partition(), position.offset());
  }
}
