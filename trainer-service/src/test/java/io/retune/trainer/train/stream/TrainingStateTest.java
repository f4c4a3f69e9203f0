package io.retune.trainer.train.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.chassis.streams.StateJson;
import io.retune.schemas.v1.Recipe;
import io.retune.testing.GoldenRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class TrainingStateTest {

  private static final String CHANGELOG = "retune-train-collections-changelog";

  private final Serde<TrainingState> serde = StateJson.serde(TrainingState.class);

  @Test
  void readsTheStateThatAnEarlierVersionKeptAndWritesItAsItWas() throws Exception {
    // Given
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> before = new ArrayList<>();
    List<JsonNode> after = new ArrayList<>();
    List<ConsumerRecord<String, byte[]>> records = GoldenRecords.of(CHANGELOG);

    // When
    for (ConsumerRecord<String, byte[]> record : records) {
      TrainingState state = serde.deserializer().deserialize(CHANGELOG, record.value());
      before.add(mapper.readTree(record.value()));
      after.add(mapper.readTree(serde.serializer().serialize(CHANGELOG, state)));
    }

    // Then
    assertThat(after).hasSize(8).isEqualTo(before);
  }

  @Test
  void findsTheRefitThatAnEarlierVersionHadStillToDo() throws Exception {
    // Given
    List<ConsumerRecord<String, byte[]>> records = GoldenRecords.of(CHANGELOG);

    // When
    List<TrainingState.PendingRefit> pending =
        records.stream()
            .map(record -> serde.deserializer().deserialize(CHANGELOG, record.value()))
            .map(TrainingState::pendingRefit)
            .filter(Objects::nonNull)
            .toList();

    // Then
    assertThat(pending).isNotEmpty();
    assertThat(Recipe.parseFrom(pending.get(0).recipe()).hasWhitened()).isTrue();
  }
}
