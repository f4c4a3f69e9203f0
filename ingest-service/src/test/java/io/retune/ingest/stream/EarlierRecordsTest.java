package io.retune.ingest.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.retune.chassis.Service;
import io.retune.chassis.trace.StageTraces;
import io.retune.ingest.extract.ExtractorLimits;
import io.retune.ingest.extract.ExtractorSettings;
import io.retune.ingest.extract.ForkedExtractor;
import io.retune.ingest.node.DocumentNodes;
import io.retune.ingest.node.SplitRule;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Node;
import io.retune.testing.GoldenRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of an earlier version: an upgrade must neither lose them nor do their work again. */
class EarlierRecordsTest {
  private static final String CHANGELOG = "retune-ingest-documents-changelog";

  /** The defaults. */
  private static final ExtractorSettings SETTINGS =
      new ExtractorSettings(20_000_000, "bge-small-en", OptionalInt.empty(), 0, 32);

  private final ForkedExtractor extractor =
      new ForkedExtractor(
          SETTINGS, new ExtractorLimits(Duration.ofMinutes(2), 20_000, 256, Duration.ofMinutes(1)));

  @TempDir Path state;
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> documents;
  private TestOutputTopic<String, byte[]> nodes;

  @BeforeEach
  void start() {
    TopicNames names = new TopicNames("");
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "ingest-test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver =
        new TopologyTestDriver(
            IngestTopology.build(
                names,
                new Service("ingest", List.of(Topics.DOCUMENTS)),
                DocumentNodes.of(extractor, SETTINGS, new SplitRule(SplitRule.By.DOCUMENT, 0.2)),
                new SimpleMeterRegistry(),
                new StageTraces(OpenTelemetry.noop())),
            properties);
    documents =
        driver.createInputTopic(
            names.of(Topics.DOCUMENTS), new StringSerializer(), new ByteArraySerializer());
    nodes =
        driver.createOutputTopic(
            names.of(Topics.NODES), new StringDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
    extractor.close();
  }

  @Test
  void theSameDocumentsStillBecomeTheSameNodes() throws Exception {
    // When
    for (ConsumerRecord<String, byte[]> document : GoldenRecords.of(Topics.DOCUMENTS)) {
      documents.pipeInput(
          document.key(), document.value(), Instant.ofEpochMilli(document.timestamp()));
    }

    // Then
    Map<String, Node> expected = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> node : GoldenRecords.of(Topics.NODES)) {
      if (node.key().startsWith("manuals/")) {
        expected.put(node.key(), Topics.NODES.parse(node.value()));
      }
    }
    Map<String, Node> made = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> node : nodes.readKeyValuesToMap().entrySet()) {
      made.put(node.getKey(), Topics.NODES.parse(node.getValue()));
    }
    assertThat(made).hasSize(3).isEqualTo(expected);
  }

  @Test
  void theSameDocumentsStillLeaveTheSameState() throws Exception {
    // Given
    Serializer<DocumentState> serializer = DocumentState.serde().serializer();

    // When
    for (ConsumerRecord<String, byte[]> document : GoldenRecords.of(Topics.DOCUMENTS)) {
      documents.pipeInput(
          document.key(), document.value(), Instant.ofEpochMilli(document.timestamp()));
    }

    // Then
    KeyValueStore<String, DocumentState> store =
        driver.getKeyValueStore(IngestTopology.DOCUMENTS_STORE);
    assertThat(GoldenRecords.of(CHANGELOG))
        .hasSize(3)
        .allSatisfy(
            record ->
                assertThat(serializer.serialize(CHANGELOG, store.get(record.key())))
                    .isEqualTo(record.value()));
  }

  @Test
  void aDocumentThatIsRememberedIsNotReadAgain() throws Exception {
    // Given
    KeyValueStore<String, DocumentState> store =
        driver.getKeyValueStore(IngestTopology.DOCUMENTS_STORE);
    for (ConsumerRecord<String, byte[]> remembered : GoldenRecords.of(CHANGELOG)) {
      store.put(
          remembered.key(),
          DocumentState.serde().deserializer().deserialize(CHANGELOG, remembered.value()));
    }

    // When
    for (ConsumerRecord<String, byte[]> document : GoldenRecords.of(Topics.DOCUMENTS)) {
      documents.pipeInput(document.key(), document.value());
    }

    // Then
    assertThat(nodes.isEmpty()).isTrue();
  }
}
