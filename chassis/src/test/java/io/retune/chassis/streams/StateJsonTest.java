package io.retune.chassis.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class StateJsonTest {
  /** Like the states of the trainer and the evaluation. */
  record State(
      Model model,
      long unseenExamples,
      boolean considered,
      Map<Long, Integer> challengers,
      List<Long> versions,
      Refit pendingRefit) {
    boolean isBase() {
      return true;
    }

    long getVersion() {
      return 7;
    }
  }

  record Model(String name, int dimension) {}

  record Refit(long version, byte[] recipe) {}

  private static final String JSON =
      "{\"model\":{\"name\":\"m\",\"dimension\":3},\"unseenExamples\":2,\"considered\":true,"
          + "\"challengers\":{\"1\":2,\"10\":1},\"versions\":[1,2],\"pendingRefit\":null}";

  private final Serde<State> serde = StateJson.serde(State.class);

  @Test
  void writesTheComponentsByTheirNamesInJava() {
    // Given
    State state =
        new State(
            new Model("m", 3),
            2,
            true,
            new TreeMap<>(Map.of(1L, 2, 10L, 1)),
            List.of(1L, 2L),
            null);

    // When
    byte[] bytes = serde.serializer().serialize("changelog", state);

    // Then
    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(JSON);
  }

  @Test
  void readsWhatANewerVersionWrote() {
    // Given
    String newer = JSON.replace("{\"model\"", "{\"ofALaterVersion\":[1],\"model\"");

    // When
    State state =
        serde.deserializer().deserialize("changelog", newer.getBytes(StandardCharsets.UTF_8));

    // Then
    assertThat(state)
        .isEqualTo(
            new State(new Model("m", 3), 2, true, Map.of(1L, 2, 10L, 1), List.of(1L, 2L), null));
  }

  @Test
  void bytesSurviveTheWay() {
    // Given
    State state = new State(null, 0, false, Map.of(), List.of(), new Refit(4, new byte[] {1, -1}));

    // When
    State read =
        serde
            .deserializer()
            .deserialize("changelog", serde.serializer().serialize("changelog", state));

    // Then
    assertThat(read.pendingRefit().recipe()).containsExactly(1, -1);
  }

  @Test
  void aTombstoneStaysOne() {
    // When
    byte[] bytes = serde.serializer().serialize("changelog", null);
    State state = serde.deserializer().deserialize("changelog", null);

    // Then
    assertThat(bytes).isNull();
    assertThat(state).isNull();
  }
}
