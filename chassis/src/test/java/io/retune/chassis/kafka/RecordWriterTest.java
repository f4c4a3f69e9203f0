package io.retune.chassis.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.testing.KafkaBrokerResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBrokerResource.class)
class RecordWriterTest {
  private static final ProducerLimits LIMITS =
      ProducerLimits.of(Topics.EMBEDDINGS, Duration.ofSeconds(30));
  private static final int PARTITIONS = 4;

  @Inject KafkaClients clients;

  @Test
  void writesWhereTheTopicsDeclarationSays() {
    // Given
    int expected = Topics.EMBEDDINGS.partition("writer/1", PARTITIONS);

    // When
    RecordMetadata written;
    try (RecordWriter writer = new RecordWriter(clients, LIMITS)) {
      written = writer.write(new ProducerRecord<>("embeddings", "writer/1", new byte[] {1}));
    }

    // Then
    assertThat(written.partition()).isEqualTo(expected);
    assertThat(written.hasOffset()).isTrue();
  }

  @Test
  void aRecordThatIsTooLargeIsNotTaken() {
    // Given
    byte[] large = new byte[LIMITS.maxMessageBytes() + 1];

    // When, Then
    try (RecordWriter writer = new RecordWriter(clients, LIMITS)) {
      assertThatThrownBy(() -> writer.write(new ProducerRecord<>("embeddings", "writer/1", large)))
          .isInstanceOf(KafkaException.class)
          .hasMessageContaining("embeddings")
          .hasCauseInstanceOf(RecordTooLargeException.class);
    }
  }

  @Test
  void aClusterThatIsAwayTakesNothing() {
    // Given
    KafkaClients away =
        new KafkaClients(Map.of("bootstrap.servers", "localhost:1"), new TopicNames(""));
    ProducerLimits brief = ProducerLimits.of(Topics.EMBEDDINGS, Duration.ofMillis(300));

    // When, Then
    try (RecordWriter writer = new RecordWriter(away, brief)) {
      assertThatThrownBy(
              () -> writer.write(new ProducerRecord<>("embeddings", "writer/1", new byte[1])))
          .isInstanceOf(KafkaException.class)
          .hasMessageContaining("did not take a record for embeddings");
    }
  }

  @Test
  void aClosedWriterSendsNothing() {
    // Given
    RecordWriter writer = new RecordWriter(clients, LIMITS);
    writer.close();

    // When
    CompletionStage<RecordMetadata> sent =
        writer.send(new ProducerRecord<>("embeddings", "writer/1", new byte[1]));

    // Then
    assertThat(sent.toCompletableFuture()).isCompletedExceptionally();
  }
}
