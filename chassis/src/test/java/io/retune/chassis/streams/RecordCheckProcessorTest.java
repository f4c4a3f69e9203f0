package io.retune.chassis.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Embeddings;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordCheckProcessorTest {
  private static final TopicNames NAMES = new TopicNames("p.");
  private static final Topic<Embeddings> SOURCE = Topics.EMBEDDINGS;
  private static final byte[] READABLE = Embeddings.getDefaultInstance().toByteArray();
  private static final byte[] UNREADABLE = {(byte) 0xff};

  private final TopologyTestDriver driver = new TopologyTestDriver(topology(), settings());
  private final TestInputTopic<String, byte[]> in =
      driver.createInputTopic(NAMES.of(SOURCE), new StringSerializer(), new ByteArraySerializer());
  private final TestOutputTopic<String, byte[]> out =
      driver.createOutputTopic(
          NAMES.deadLetters("eval", SOURCE), new StringDeserializer(), new ByteArrayDeserializer());

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void forwardsARecordThatCannotBeRead() {
    // When
    in.pipeInput("news/1", UNREADABLE);

    // Then
    TestRecord<String, byte[]> dead = out.readRecord();
    assertThat(dead.key()).isEqualTo("news/1");
    assertThat(dead.value()).isEqualTo(UNREADABLE);
    assertThat(DeadLetter.read(dead.headers()))
        .hasValueSatisfying(
            letter -> {
              assertThat(letter.stage()).isEqualTo("read");
              assertThat(letter.topic()).isEqualTo("p.embeddings");
            });
  }

  @Test
  void forwardsARecordThatTheCheckRefuses() {
    // When
    in.pipeInput("news/refused", READABLE);

    // Then
    assertThat(out.readRecord().key()).isEqualTo("news/refused");
  }

  @Test
  void forwardsRecordsWhoseKeyIsNoneAndGivesOneToThoseWithout() {
    // When
    in.pipeInput("no-slash", null);
    in.pipeInput(null, READABLE);

    // Then
    assertThat(out.readRecordsToList().stream().map(TestRecord::key).toList())
        .isEqualTo(List.of("no-slash", CloudEvent.position(NAMES.of(SOURCE), 0, 1)));
  }

  @Test
  void forwardsNothingOfRecordsThatCanBeReadNorOfTombstones() {
    // When
    in.pipeKeyValueList(List.of(KeyValue.pair("news/1", READABLE), KeyValue.pair("news/1", null)));

    // Then
    assertThat(out.isEmpty()).isTrue();
  }

  private static Topology topology() {
    DeadLetterRecords deadLetters =
        new DeadLetterRecords("eval", SOURCE, new SimpleMeterRegistry());
    Topology topology =
        new Topology()
            .addSource(
                "source", new StringDeserializer(), new ByteArrayDeserializer(), NAMES.of(SOURCE))
            .addProcessor(
                "check",
                () ->
                    new RecordCheckProcessor(
                        deadLetters,
                        (key, value) -> {
                          SOURCE.parse(value);
                          if (key.id().equals("refused")) {
                            throw new IllegalArgumentException("no vectors");
                          }
                        }),
                "source");
    return deadLetters.addSink(topology, "dead-letters", NAMES, "check");
  }

  private static Properties settings() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "check");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    return settings;
  }
}
