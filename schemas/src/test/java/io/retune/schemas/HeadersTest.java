package io.retune.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  @Test
  void aStagesEventTakesThePlaceOfTheLastOnesAndKeepsTheTrace() {
    // Given
    Headers headers = new RecordHeaders();
    headers.add("traceparent", bytes("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
    CloudEvent.of(Topics.DOCUMENTS, "ingest").stamp(headers, "first", NOON.minusSeconds(1));

    // When
    CloudEvent.of(Topics.NODES, "ingest").stamp(headers, "second", NOON);

    // Then
    assertThat(texts(headers))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "ce_specversion", "1.0",
                "ce_id", "second",
                "ce_type", "retune.v1.Node",
                "ce_source", "/retune/ingest",
                "ce_time", "2026-11-01T12:00:00Z",
                "content-type", "application/protobuf"));
    assertThat(headers.toArray()).hasSize(7);
  }

  @Test
  void anEventsIdIsThatOfItsRecord() {
    // Given
    String origin = CloudEvent.position("prod.documents", 2, 41);

    // When
    String id = CloudEvent.id(Topics.NODES, "manuals/guide/1", origin);

    // Then
    assertThat(id).isEqualTo("nodes/manuals/guide/1#prod.documents-2-41");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a#b"})
  void anEventNeedsAnOriginThatEndsItsId(String origin) {
    assertThatThrownBy(() -> CloudEvent.id(Topics.NODES, "manuals/1", origin))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDeadLetterIsReadBackFromItsHeaders() {
    // Given
    Headers headers = new RecordHeaders();
    DeadLetter letter =
        DeadLetter.of(
            "ingest",
            "parse",
            "documents",
            2,
            41,
            new IllegalStateException("torn\nand more"),
            NOON);

    // When
    letter.stamp(headers);

    // Then
    assertThat(DeadLetter.read(headers)).contains(letter);
    assertThat(letter.reason()).isEqualTo("torn");
  }

  @Test
  void aDeadLetterFitsItsTopicHoweverLongItsReason() {
    // Given: the largest record of the source, and a reason that holds half of a document
    Headers headers = new RecordHeaders();
    DeadLetter letter =
        DeadLetter.of(
            "ingest",
            "parse",
            "documents",
            2,
            41,
            new IllegalStateException("\uD83D\uDCDA".repeat(5_000_000)),
            NOON);

    // When
    letter.stamp(headers);

    // Then
    int added = 0;
    for (Header header : headers) {
      added += header.key().length() + header.value().length + 10;
    }
    assertThat(letter.reason()).isEqualTo("\uD83D\uDCDA".repeat(1_000));
    assertThat(added)
        .isLessThan(
            Topics.deadLetters("ingest", Topics.DOCUMENTS).maxMessageBytes()
                - Topics.DOCUMENTS.maxMessageBytes());
  }

  @Test
  void aRecordThatIsTriedAgainKeepsNothingOfItsDeadLetter() {
    // Given
    Headers headers = new RecordHeaders();
    headers.add("traceparent", bytes("00-1-2-01"));
    DeadLetter.of("ingest", "parse", "documents", 2, 41, new RuntimeException(), NOON)
        .stamp(headers);

    // When
    DeadLetter.remove(headers);

    // Then
    assertThat(texts(headers)).containsOnlyKeys("traceparent");
    assertThat(DeadLetter.read(headers)).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> texts(Headers headers) {
    Map<String, String> texts = new TreeMap<>();
    headers.forEach(
        header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return texts;
  }
}
