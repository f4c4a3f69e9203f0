package io.retune.eval.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retune.chassis.streams.StateJson;
import io.retune.eval.statistics.Sketch;
import io.retune.schemas.v1.Decision;
import io.retune.testing.GoldenRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class GateStateTest {
  private static final String CHANGELOG = "retune-eval-collections-changelog";

  private final Serde<GateState> serde = StateJson.serde(GateState.class);

  @Test
  void readsWhatAnEarlierVersionWrote() throws IOException {
    // Given
    byte[] stored = storedStates().get(0);

    // When
    GateState state = serde.deserializer().deserialize("collections", stored);

    // Then
    assertThat(state)
        .isEqualTo(
            new GateState(
                new Champion(1, 1, Decision.Kind.PROMOTE, Decision.Evidence.ENOUGH, false, 0),
                Map.of(0L, 1),
                List.of(1L),
                List.of(1L),
                1_795_531_167_925L,
                null));
  }

  /** An earlier version passes over fields that it does not know. */
  @Test
  void writesWhatAnEarlierVersionReads() throws IOException {
    // Given
    List<String> stored =
        storedStates().stream().map(state -> new String(state, StandardCharsets.UTF_8)).toList();

    // When
    List<String> written =
        stored.stream()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .map(bytes -> serde.deserializer().deserialize("collections", bytes))
            .map(state -> serde.serializer().serialize("collections", state))
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .toList();

    // Then
    ObjectMapper mapper = new ObjectMapper();
    for (int i = 0; i < stored.size(); i++) {
      ObjectNode known = (ObjectNode) mapper.readTree(written.get(i));
      ((ObjectNode) known.get("champion")).remove("provedVersion");
      assertThat(known).isEqualTo(mapper.readTree(stored.get(i)));
    }
  }

  @Test
  void readsTheNamesOfToday() {
    // Given
    String stored =
        """
        {"champion":{"version":2,"judgedVersion":1,"decision":"UNDECIDED","evidence":"TOO_FEW",
        "rolledBack":false},"challengers":{},"versions":[],"released":[],"awaitedRelease":0}
        """;

    // When
    GateState state =
        serde.deserializer().deserialize("collections", stored.getBytes(StandardCharsets.UTF_8));

    // Then
    assertThat(state.champion().evidence()).isEqualTo(Decision.Evidence.TOO_FEW);
  }

  @Test
  void keepsWhatTheLastTestStoodOn() {
    // Given
    LastTest test =
        new LastTest(3, Sketch.of(List.of("n1", "n2")), Sketch.of(List.of("q1", "q2", "q3")));
    GateState state = GateState.NEW.withTest(test);

    // When
    byte[] stored = serde.serializer().serialize("collections", state);

    // Then
    assertThat(serde.deserializer().deserialize("collections", stored)).isEqualTo(state);
  }

  @Test
  void hasSomethingNewWhenAShareOfNodesOrQuestionsHasChangedOrTheChampionIsAnother() {
    // Given
    Sketch nodes = Sketch.of(List.of("n1", "n2", "n3"));
    Sketch questions = Sketch.of(List.of("q1", "q2", "q3"));
    Sketch other = Sketch.of(List.of("q1", "q2", "q4"));
    GateState state = GateState.NEW.withTest(new LastTest(0, nodes, questions));

    // When
    List<Boolean> something =
        List.of(
            state.hasSomethingNew(new LastTest(0, nodes, questions), 0.05),
            state.hasSomethingNew(new LastTest(0, nodes, other), 0.05),
            state.hasSomethingNew(new LastTest(0, nodes, other), 0.6),
            state.hasSomethingNew(new LastTest(2, nodes, questions), 0.05),
            GateState.NEW.hasSomethingNew(new LastTest(0, nodes, questions), 0.05));

    // Then
    assertThat(something).containsExactly(false, true, false, true, true);
  }

  private static List<byte[]> storedStates() throws IOException {
    return GoldenRecords.of(CHANGELOG).stream().map(ConsumerRecord::value).toList();
  }
}
