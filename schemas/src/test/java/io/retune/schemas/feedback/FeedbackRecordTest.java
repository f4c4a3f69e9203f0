package io.retune.schemas.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.schemas.TopicNames;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class FeedbackRecordTest {
  private static final Instant AT = Instant.parse("2026-11-28T10:00:00Z");
  private final TopicNames names = new TopicNames("team.");

  @Test
  void writesASearchAsUbiDoes() throws Exception {
    // Given
    UbiQuery query =
        new UbiQuery("q-1", "browser-1", "Why?", List.of("n1", "n2"), OptionalInt.of(17), AT);

    // When
    ProducerRecord<String, byte[]> record = FeedbackRecord.of(names, "docs", query);

    // Then
    ObjectMapper json = new ObjectMapper();
    assertThat(record.topic()).isEqualTo("team.feedback");
    assertThat(record.key()).isEqualTo("q-1");
    assertThat(FeedbackRecord.collection(record.headers())).contains("docs");
    assertThat(json.readTree(record.value()))
        .isEqualTo(
            json.readTree(
                """
                {"query_id": "q-1", "client_id": "browser-1", "user_query": "Why?",
                 "timestamp": "2026-11-28T10:00:00Z", "query_attributes": {"adapter_version": 17},
                 "query_response_hit_ids": ["n1", "n2"]}"""));
  }

  @Test
  void writesAThumbAsUbiDoes() throws Exception {
    // Given
    UbiEvent event = new UbiEvent("q-1", "browser-1", UbiAction.THUMB_UP, "n2", 2, AT);

    // When
    ProducerRecord<String, byte[]> record = FeedbackRecord.of(names, "docs", event);

    // Then
    ObjectMapper json = new ObjectMapper();
    assertThat(record.key()).isEqualTo("q-1");
    assertThat(json.readTree(record.value()))
        .isEqualTo(
            json.readTree(
                """
                {"action_name": "thumb_up", "query_id": "q-1", "client_id": "browser-1",
                 "timestamp": "2026-11-28T10:00:00Z",
                 "event_attributes": {"object": {"object_id": "n2", "object_id_field": "node_id"},
                                      "position": {"ordinal": 2}}}"""));
  }

  @Test
  void refusesWhatNoSearchCanHave() {
    // When, then
    assertThatThrownBy(
            () -> new UbiQuery(" ", "browser-1", "Why?", List.of(), OptionalInt.empty(), AT))
        .hasMessage("no 'query_id' of 1 to 256 characters");
    assertThatThrownBy(() -> new UbiEvent("q-1", "browser-1", UbiAction.CLICK, "n1", 0, AT))
        .hasMessage("places count from 1, not 0");
  }
}
