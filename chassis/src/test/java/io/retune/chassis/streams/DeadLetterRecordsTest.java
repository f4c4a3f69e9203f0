package io.retune.chassis.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;

class DeadLetterRecordsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private record Place(String topic, int partition, long offset) implements RecordMetadata {}

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final DeadLetterRecords deadLetters =
      new DeadLetterRecords("ingest", Topics.DOCUMENTS, meters);
  private final Headers headers = new RecordHeaders().add("traceparent", bytes("00-a"));
  private final Record<String, byte[]> record = new Record<>("news/1", bytes("x"), 5L, headers);

  @Test
  void keepTheRecordAndSayWhyInItsHeaders() {
    // When
    Record<String, byte[]> dead =
        deadLetters.of(
            record,
            Optional.of(new Place("p.documents", 3, 42L)),
            "parse",
            new IllegalArgumentException("the first page is torn\nand more"),
            NOW);

    // Then
    assertThat(dead.key()).isEqualTo("news/1");
    assertThat(dead.value()).isEqualTo(record.value());
    assertThat(dead.timestamp()).isEqualTo(5L);
    assertThat(dead.headers().lastHeader("traceparent").value()).isEqualTo(bytes("00-a"));
    assertThat(DeadLetter.read(dead.headers()))
        .contains(
            new DeadLetter(
                "ingest",
                "parse",
                "p.documents",
                3,
                42L,
                "the first page is torn",
                IllegalArgumentException.class.getName(),
                NOW));
  }

  @Test
  void leaveTheHeadersOfTheRecordItselfAlone() {
    // When
    deadLetters.of(record, Optional.empty(), "parse", new IllegalStateException("torn"), NOW);

    // Then
    assertThat(headers.toArray()).hasSize(1);
  }

  @Test
  void nameTheSourceWhereThePlaceIsNotKnown() {
    // When
    Record<String, byte[]> dead =
        deadLetters.of(record, Optional.empty(), "parse", new IllegalStateException("torn"), NOW);

    // Then
    assertThat(DeadLetter.read(dead.headers()))
        .hasValueSatisfying(
            letter -> {
              assertThat(letter.topic()).isEqualTo("documents");
              assertThat(letter.offset()).isEqualTo(-1L);
            });
  }

  @Test
  void areCounted() {
    // When
    deadLetters.of(record, Optional.empty(), "parse", new IllegalStateException("torn"), NOW);

    // Then
    assertThat(
            meters
                .get("retune.dead.letters")
                .tags("service", "ingest", "topic", "documents", "stage", "parse")
                .counter()
                .count())
        .isEqualTo(1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
