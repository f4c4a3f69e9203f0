package io.retune.trainer.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.chassis.outage.RefusedException;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Question;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class EmbeddingProgressTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final ConsumerRecord<String, byte[]> RECORD =
      new ConsumerRecord<>("qa-pairs", 0, 0, "docs/n1", null);

  private final HandClock clock = new HandClock();
  private final EmbeddingProgress progress = new EmbeddingProgress(clock);

  @Test
  void tellsSinceWhenTheBaseModelWorksOnABatch() {
    // When
    progress.begin(32);
    clock.now = START.plusSeconds(40);

    // Then
    assertThat(progress.underWay())
        .contains(new EmbeddingProgress.UnderWay(START, 32, EmbeddingProgress.Step.EMBEDDING));
    assertThat(progress.age()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void tellsWhenTheBaseModelIsDoneWithABatchThatIsStillBeingSent() {
    // Given
    progress.begin(32);

    // When
    progress.send();

    // Then
    assertThat(progress.underWay())
        .contains(new EmbeddingProgress.UnderWay(START, 32, EmbeddingProgress.Step.SENDING));
  }

  @Test
  void countsWhatBecameOfTheRecordsOfABatch() {
    // Given
    progress.begin(5);
    Embeddings embeddings =
        Embeddings.newBuilder()
            .setNode(Node.getDefaultInstance())
            .addQuestions(Question.getDefaultInstance())
            .addQuestions(Question.getDefaultInstance())
            .build();

    // When
    progress.end(
        List.of(
            new Outcome.Embedded(RECORD, embeddings),
            new Outcome.TakenOver(RECORD, embeddings),
            new Outcome.Deleted(RECORD),
            new Outcome.Superseded(RECORD),
            new Outcome.Rejected(RECORD, new InvalidRecordException("no text"))));

    // Then
    assertThat(progress.records()).isEqualTo(new RecordCounts(1, 1, 1, 1, 1, 1, 2));
    assertThat(progress.lastBatchAt()).contains(START);
    assertThat(progress.underWay()).isEmpty();
    assertThat(progress.age()).isZero();
    assertThat(progress.lastFailure()).isEmpty();
  }

  @Test
  void remembersTheLastFailureOfTheBaseModel() {
    // Given
    progress.begin(1);

    // When
    progress.end(
        List.of(new Outcome.Rejected(RECORD, new RefusedException("the text is refused"))));

    // Then
    assertThat(progress.lastFailure())
        .contains(new EmbeddingProgress.Failure(START, "the text is refused"));
  }

  @Test
  void countsNothingOfABatchThatIsReadAgain() {
    // Given
    progress.begin(3);

    // When
    progress.end(List.of());

    // Then
    assertThat(progress.records()).isEqualTo(RecordCounts.NONE);
    assertThat(progress.lastBatchAt()).isEmpty();
  }

  private static final class HandClock extends Clock {

    private Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
