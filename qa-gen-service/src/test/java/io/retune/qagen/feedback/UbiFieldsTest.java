package io.retune.qagen.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UbiFieldsTest {
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void keepsWhatIsReadAndNothingElse() throws Exception {
    // Given
    JsonNode event =
        json.readTree(
            """
            {"action_name": "click", "query_id": "q-1", "client_id": "c", "session_id": "s",
             "user_name": "Ada", "timestamp": "2026-11-28T10:00:00Z",
             "event_attributes": {"ip": "192.0.2.1", "position": {"ordinal": 2, "xy": {"x": 1}},
                                  "object": {"object_id": "n1", "description": "secret"}}}""");

    // When
    JsonNode kept = UbiFields.only(event);

    // Then
    assertThat(kept)
        .isEqualTo(
            json.readTree(
                """
                {"action_name": "click", "query_id": "q-1", "client_id": "c",
                 "timestamp": "2026-11-28T10:00:00Z",
                 "event_attributes": {"object": {"object_id": "n1"}, "position": {"ordinal": 2}}}"""));
    assertThat(UbiReader.read(kept, Instant.EPOCH)).isEqualTo(UbiReader.read(event, Instant.EPOCH));
  }
}
