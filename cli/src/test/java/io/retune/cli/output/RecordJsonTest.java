package io.retune.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retune.schemas.Topics;
import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Question;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
  private static final Embeddings EMBEDDINGS =
      Embeddings.newBuilder()
          .setNode(Node.newBuilder().setNodeId("n1").setText("Kafka"))
          .setVector(VectorCodec.encode(new float[] {1, 0}))
          .addQuestions(
              Question.newBuilder()
                  .setText("what?")
                  .setVector(VectorCodec.encode(new float[] {0, 1})))
          .build();

  @Test
  void showsOnlyTheLengthOfVectorsInAnyDepth() {
    // Given
    ConsumerRecord<String, byte[]> record = record(EMBEDDINGS.toByteArray());

    // When
    ObjectNode json = new RecordJson(false).of(record, Topics.EMBEDDINGS);

    // Then
    assertThat(json.at("/value/vector/values").asText()).isEqualTo("(8 bytes)");
    assertThat(json.at("/value/questions/0/vector/values").asText()).isEqualTo("(8 bytes)");
    assertThat(json.at("/value/questions/0/text").asText()).isEqualTo("what?");
    assertThat(json.at("/value/node/node_id").asText()).isEqualTo("n1");
  }

  @Test
  void showsVectorsWhenAskedForAll() {
    // Given
    ConsumerRecord<String, byte[]> record = record(EMBEDDINGS.toByteArray());

    // When
    ObjectNode json = new RecordJson(true).of(record, Topics.EMBEDDINGS);

    // Then: 1.0f and 0.0f as little-endian bytes, in base64.
    assertThat(json.at("/value/vector/values").asText()).isEqualTo("AACAPwAAAAA=");
  }

  @Test
  void showsATombstoneAsNull() {
    // Given
    ConsumerRecord<String, byte[]> record = record(null);
    record.headers().add("ce_id", "1".getBytes(StandardCharsets.UTF_8));

    // When
    ObjectNode json = new RecordJson(false).of(record, Topics.EMBEDDINGS);

    // Then
    assertThat(json.get("value").isNull()).isTrue();
    assertThat(json.get("key").asText()).isEqualTo("default/n1");
    assertThat(json.at("/headers/ce_id").asText()).isEqualTo("1");
  }

  @Test
  void showsARecordOfAnotherSystemAsItIs() {
    // Given
    ConsumerRecord<String, byte[]> row =
        record("{\"id\": 7, \"text\": \"A text.\"}".getBytes(StandardCharsets.UTF_8));
    ConsumerRecord<String, byte[]> avro = record(new byte[] {0, 0, 0, 0, 42, 2});

    // When
    ObjectNode json = new RecordJson(false).of(row, Topics.RECORDS);
    ObjectNode bytes = new RecordJson(false).of(avro, Topics.deadLetters("ingest", Topics.RECORDS));

    // Then
    assertThat(json.at("/value/text").asText()).isEqualTo("A text.");
    assertThat(bytes.get("value").asText()).isEqualTo("(6 bytes)");
  }

  @Test
  void saysWhenAValueCannotBeRead() {
    // Given
    ConsumerRecord<String, byte[]> record = record(new byte[] {(byte) 0xff});

    // When
    ObjectNode json = new RecordJson(false).of(record, Topics.EMBEDDINGS);

    // Then
    assertThat(json.has("value")).isFalse();
    assertThat(json.get("error").asText()).startsWith("not a retune.v1.Embeddings: ");
  }

  private static ConsumerRecord<String, byte[]> record(byte[] value) {
    return new ConsumerRecord<>("embeddings", 0, 7, "default/n1", value);
  }
}
