package io.retune.chassis.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.schemas.TopicNames;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.Test;

class KafkaClientsTest {
  @Test
  void aReaderIsInNoGroupThoughTheServiceIs() {
    // Given
    KafkaClients clients =
        new KafkaClients(
            Map.of("bootstrap.servers", "localhost:1", "group.id", "retune-eval"),
            new TopicNames(""));

    // When
    try (Consumer<String, byte[]> reader = clients.committedReader()) {

      // Then
      assertThatThrownBy(reader::groupMetadata).hasMessageContaining("group");
      assertThat(reader.assignment()).isEmpty();
    }
  }
}
