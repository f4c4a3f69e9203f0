package io.retune.eval.deadletter;

import io.retune.schemas.DeadLetter;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that a service put aside, without what it holds.
 *
 * @param topic that it lies in, without the deployment's prefix
 * @param key absent where text is hidden, as it names a document
 * @param service that put it aside; this and what follows are absent where its headers do not say
 * @param stage what was being done, such as {@code parse}
 * @param reason in words; absent where text is hidden, as it may quote a document
 * @param exception the class of the failure
 */
public record LetterSummary(
    String topic,
    int partition,
    long offset,
    Optional<String> key,
    Optional<String> service,
    Optional<String> stage,
    Optional<String> reason,
    Optional<String> exception,
    Optional<Instant> failedAt) {
  static LetterSummary of(String topic, ConsumerRecord<String, byte[]> record, boolean hideText) {
    Optional<DeadLetter> why = DeadLetter.read(record.headers());
    return new LetterSummary(
        topic,
        record.partition(),
        record.offset(),
        hideText ? Optional.empty() : Optional.ofNullable(record.key()),
        why.map(DeadLetter::service),
        why.map(DeadLetter::stage),
        hideText ? Optional.empty() : why.map(DeadLetter::reason),
        why.map(DeadLetter::exception),
        why.map(DeadLetter::failedAt));
  }

  Instant time() {
    return failedAt.orElse(Instant.EPOCH);
  }
}
