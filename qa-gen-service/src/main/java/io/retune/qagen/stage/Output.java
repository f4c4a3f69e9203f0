package io.retune.qagen.stage;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What comes of one record.
 *
 * @param records for {@code qa-pairs}
 * @param letters dead letters
 * @param counted counts it, once it is written
 */
record Output(
    List<ProducerRecord<String, byte[]>> records,
    List<ProducerRecord<String, byte[]>> letters,
    Runnable counted) {

  Output {
    records = List.copyOf(records);
    letters = List.copyOf(letters);
  }

  static Output of(ProducerRecord<String, byte[]> record, Runnable counted) {
    return new Output(List.of(record), List.of(), counted);
  }

  /** Nothing is to be written. */
  static Output none() {
    return new Output(List.of(), List.of(), () -> {});
  }

  static Output deadLetter(ProducerRecord<String, byte[]> letter, Runnable counted) {
    return new Output(List.of(), List.of(letter), counted);
  }
}
