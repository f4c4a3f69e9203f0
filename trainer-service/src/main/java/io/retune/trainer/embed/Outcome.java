package io.retune.trainer.embed;

import io.retune.schemas.v1.Embeddings;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What becomes of one record of {@code qa-pairs}. */
sealed interface Outcome {

  ConsumerRecord<String, byte[]> source();

  /** Embedded here. */
  record Embedded(ConsumerRecord<String, byte[]> source, Embeddings embeddings)
      implements Outcome {}

  /** Came with its vectors. */
  record TakenOver(ConsumerRecord<String, byte[]> source, Embeddings embeddings)
      implements Outcome {}

  /** A tombstone, which travels on. */
  record Deleted(ConsumerRecord<String, byte[]> source) implements Outcome {}

  /** Not worked on, because a later record of the batch has the same key. */
  record Superseded(ConsumerRecord<String, byte[]> source) implements Outcome {}

  /** A dead letter. */
  record Rejected(ConsumerRecord<String, byte[]> source, Exception reason) implements Outcome {}
}
