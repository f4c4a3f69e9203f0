package io.retune.eval.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.DeadLetter;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class LetterSummaryTest {
  private static final String TOPIC = "dlq.ingest.documents";

  @Test
  void saysWhatFailedAndWhy() {
    // Given
    ConsumerRecord<String, byte[]> record = letter();

    // When
    LetterSummary summary = LetterSummary.of(TOPIC, record, false);

    // Then
    assertThat(summary.key()).contains("default/secret plan.md");
    assertThat(summary.reason()).contains("cannot parse “the secret plan”");
    assertThat(summary.stage()).contains("parse");
    assertThat(summary.exception()).contains("java.lang.IllegalStateException");
  }

  @Test
  void leavesOutWhatMayQuoteADocumentWhereTextIsHidden() {
    // Given
    ConsumerRecord<String, byte[]> record = letter();

    // When
    LetterSummary summary = LetterSummary.of(TOPIC, record, true);

    // Then
    assertThat(summary.toString()).doesNotContain("secret");
    assertThat(summary.stage()).contains("parse");
  }

  @Test
  void aRecordWithoutHeadersIsShownAllTheSame() {
    // Given
    ConsumerRecord<String, byte[]> record =
        new ConsumerRecord<>(TOPIC, 0, 3, "default/a.md", new byte[] {1});

    // When
    LetterSummary summary = LetterSummary.of(TOPIC, record, false);

    // Then
    assertThat(summary.reason()).isEmpty();
    assertThat(summary.offset()).isEqualTo(3);
  }

  private static ConsumerRecord<String, byte[]> letter() {
    ConsumerRecord<String, byte[]> record =
        new ConsumerRecord<>(TOPIC, 1, 7, "default/secret plan.md", new byte[] {1});
    DeadLetter.of(
            "ingest",
            "parse",
            "documents",
            2,
            40,
            new IllegalStateException("cannot parse “the secret plan”"),
            Instant.parse("2026-11-28T10:00:00Z"))
        .stamp(record.headers());
    return record;
  }
}
