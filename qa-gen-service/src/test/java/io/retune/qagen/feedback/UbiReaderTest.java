package io.retune.qagen.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UbiReaderTest {
  private static final Instant RECEIVED_AT = Instant.parse("2026-11-28T11:00:00Z");

  @Test
  void readsAQueryWithWhatItFoundAndTheVersionThatRanked() throws Exception {
    // Given
    String query =
        """
        {"application": "docs", "query_id": "00112233-4455-6677-8899-aabbccddeeff", "client_id": "browser-1",
         "user_query": " How long does a refund take? ", "timestamp": "2026-11-28T10:00:00Z",
         "query_attributes": {"adapter_version": 17, "page": 1},
         "query_response_id": "r-1", "query_response_hit_ids": ["n1", "n2", "n1"]}""";

    // When
    Optional<Feedback> read = read(query);

    // Then
    assertThat(read)
        .contains(
            new Ranking(
                "00112233-4455-6677-8899-aabbccddeeff",
                "How long does a refund take?",
                List.of("n1", "n2"),
                OptionalInt.of(17)));
  }

  @Test
  void readsClicksAndThumbs() throws Exception {
    // Given
    String event =
        """
        {"action_name": "ACTION", "query_id": "q-1", "client_id": "browser-1", "timestamp": "2026-11-28T10:00:00Z",
         "event_attributes": {"object": {"object_id": "n1", "object_id_field": "id"}, "position": {"ordinal": 1}}}""";

    // When
    List<Optional<Feedback>> read =
        List.of(
            read(event.replace("ACTION", "click")),
            read(event.replace("ACTION", "click_through")),
            read(event.replace("ACTION", "thumb_up")),
            read(event.replace("ACTION", "thumb_down")),
            read(event.replace("ACTION", "impression")));

    // Then
    assertThat(read)
        .containsExactly(
            Optional.of(reaction(Reaction.Kind.CLICK)),
            Optional.of(reaction(Reaction.Kind.CLICK)),
            Optional.of(reaction(Reaction.Kind.THUMB_UP)),
            Optional.of(reaction(Reaction.Kind.THUMB_DOWN)),
            Optional.empty());
  }

  @Test
  void anEventThatDoesNotSayWhenItWasHappenedWhenItCame() throws Exception {
    // Given
    String event =
        """
        {"action_name": "thumb_up", "query_id": "q-1",
         "event_attributes": {"object": {"object_id": "n1"}}}""";

    // When
    Optional<Feedback> read = read(event);

    // Then
    assertThat(read).contains(new Reaction("q-1", "n1", Reaction.Kind.THUMB_UP, "", RECEIVED_AT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "{} | neither 'user_query' nor 'action_name'",
        "{\"user_query\": \"Why?\"} | no 'query_id' of 1 to 256 characters",
        "{\"user_query\": 7, \"query_id\": \"q\"} | 'user_query' is no text",
        "{\"user_query\": \" \", \"query_id\": \"q\"} | a query needs a text",
        "{\"user_query\": \"Why?\", \"query_id\": \"q\", \"query_response_hit_ids\": \"n1\"} | 'query_response_hit_ids' is no list",
        "{\"user_query\": \"Why?\", \"query_id\": \"q\", \"query_response_hit_ids\": [null]} | no 'query_response_hit_ids' of 1 to 256 characters",
        "{\"user_query\": \"Why?\", \"query_id\": \"q\", \"query_attributes\": {\"adapter_version\": -1}} | 'query_attributes.adapter_version' is no version",
        "{\"action_name\": \"click\"} | no 'query_id' of 1 to 256 characters",
        "{\"action_name\": \"click\", \"query_id\": \"q\", \"event_attributes\": {\"object\": {\"object_id\": \"n\"}}, \"timestamp\": \"noon\"} | 'timestamp' is no time as ISO 8601 has it",
        "{\"action_name\": \"click\", \"query_id\": \"q\"} | no 'event_attributes.object.object_id' of 1 to 256 characters"
      })
  void namesTheFieldThatCannotBeUsed(String record, String reason) {
    // When, then
    assertThatThrownBy(() -> read(record))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(reason);
  }

  private static Reaction reaction(Reaction.Kind kind) {
    return new Reaction("q-1", "n1", kind, "browser-1", Instant.parse("2026-11-28T10:00:00Z"));
  }

  private static Optional<Feedback> read(String json) throws Exception {
    return UbiReader.read(new ObjectMapper().readTree(json), RECEIVED_AT);
  }
}
