package io.retune.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.ProducerLimits;
import io.retune.chassis.kafka.RecordWriter;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.Topics;
import io.retune.testing.KafkaBrokerResource;
import io.retune.testing.TopicReader;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBrokerResource.class)
class DeadLettersTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final byte[] VALUE = {(byte) 0xff, 1};

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject DeadLetters deadLetters;
  @Inject MeterRegistry meters;
  @Inject KafkaClients clients;

  @Test
  void putARecordAsideAsItWasWithTheReason() {
    // Given
    ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("nodes", 2, 41, "dead/1", VALUE);
    record.headers().add("traceparent", bytes("00-a"));

    // When
    send(record, "generate");

    // Then
    ConsumerRecord<String, byte[]> dead = read("dead/1");
    assertThat(dead.value()).isEqualTo(VALUE);
    assertThat(dead.headers().lastHeader("traceparent").value()).isEqualTo(bytes("00-a"));
    assertThat(DeadLetter.read(dead.headers()))
        .hasValueSatisfying(
            letter -> {
              assertThat(letter.service()).isEqualTo("chassis-test");
              assertThat(letter.stage()).isEqualTo("generate");
              assertThat(letter.partition()).isEqualTo(2);
              assertThat(letter.offset()).isEqualTo(41);
              assertThat(letter.reason()).isEqualTo("no such thing");
            });
  }

  @Test
  void aRecordWithoutAKeyGetsItsPositionForAKey() {
    // Given
    ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("nodes", 2, 42, null, VALUE);

    // When
    send(record, "keyless");

    // Then
    assertThat(read(CloudEvent.position("nodes", 2, 42)).value()).isEqualTo(VALUE);
  }

  @Test
  void areCounted() {
    // When
    send(new ConsumerRecord<>("nodes", 2, 43, "dead/counted", VALUE), "counted");

    // Then
    assertThat(
            meters
                .get("retune.dead.letters")
                .tags("service", "chassis-test", "topic", "nodes", "stage", "counted")
                .counter()
                .count())
        .isEqualTo(1);
  }

  private void send(ConsumerRecord<String, byte[]> record, String stage) {
    ProducerRecord<String, byte[]> letter =
        deadLetters.letter(
            record, Topics.NODES, stage, new IllegalArgumentException("no such thing"));
    try (RecordWriter writer =
        new RecordWriter(clients, ProducerLimits.of(Topics.NODES, TIMEOUT))) {
      writer.write(letter);
    }
    deadLetters.written(letter, Topics.NODES);
  }

  private ConsumerRecord<String, byte[]> read(String key) {
    try (var reader =
        new TopicReader<>(bootstrap, Topics.deadLetters("chassis-test", Topics.NODES), TIMEOUT)) {
      return of(key, reader.awaitRecords(records -> !of(key, records).isEmpty())).get(0);
    }
  }

  private static List<ConsumerRecord<String, byte[]>> of(
      String key, List<ConsumerRecord<String, byte[]>> records) {
    return records.stream().filter(record -> Objects.equals(record.key(), key)).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
