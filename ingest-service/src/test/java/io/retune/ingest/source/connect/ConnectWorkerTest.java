package io.retune.ingest.source.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.retune.chassis.Service;
import io.retune.chassis.access.AdmittedCollections;
import io.retune.chassis.access.CollectionsConfig;
import io.retune.chassis.trace.StageTraces;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.TopicCreator;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Document;
import io.retune.testing.TestBroker;
import io.retune.testing.TopicReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.connector.policy.NoneConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.file.FileStreamSourceConnector;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.runtime.Worker;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.storage.FileOffsetBackingStore;
import org.apache.kafka.connect.storage.StringConverter;
import org.apache.kafka.connect.transforms.HoistField;
import org.apache.kafka.connect.transforms.InsertField;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real worker of Kafka Connect reads files into the topic of records, in every form. */
class ConnectWorkerTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir Path folder;
  private TestBroker broker;
  private KafkaStreams streams;
  private StandaloneHerder connect;

  @BeforeEach
  void start() {
    broker = TestBroker.start();
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()))) {
      new TopicCreator(new TopicNames(""), 2, Optional.of((short) 1))
          .create(
              admin,
              List.of(
                  Topics.RECORDS, Topics.DOCUMENTS, Topics.deadLetters("ingest", Topics.RECORDS)),
              TIMEOUT);
    }
    streams = new KafkaStreams(topology(), settings());
    streams.start();
    connect = worker();
    connect.start();
  }

  @AfterEach
  void stop() {
    connect.stop();
    streams.close(Duration.ofSeconds(10));
    broker.close();
  }

  @Test
  void everyFormThatItsConvertersWriteBecomesADocument() throws Exception {
    // Given
    Map<String, String> plainTexts =
        file("plain", "A line of text.", JsonConverter.class, Map.of("schemas.enable", "false"));
    Map<String, String> textsWithSchema =
        file("schema", "Another line.", JsonConverter.class, Map.of("schemas.enable", "true"));
    Map<String, String> objects =
        file(
            "objects",
            "{\"id\": 7, \"title\": \"Seven\", \"text\": \"The text of seven.\"}\n{\"text\": \"Without a name.\"}",
            StringConverter.class,
            Map.of());
    Map<String, String> rowsWithSchema =
        new HashMap<>(
            file("rows", "page-1", JsonConverter.class, Map.of("schemas.enable", "true")));
    rowsWithSchema.putAll(
        Map.of(
            "transforms", "hoist,text",
            "transforms.hoist.type", HoistField.Value.class.getName(),
            "transforms.hoist.field", "id",
            "transforms.text.type", InsertField.Value.class.getName(),
            "transforms.text.static.field", "text",
            "transforms.text.static.value", "The text of a page."));

    // When
    for (Map<String, String> connector :
        List.of(plainTexts, textsWithSchema, objects, rowsWithSchema)) {
      begin(connector);
    }

    // Then
    Map<String, String> documents = new TreeMap<>();
    try (TopicReader<Document> reader =
        new TopicReader<>(broker.bootstrap(), Topics.DOCUMENTS, TIMEOUT)) {
      reader
          .awaitMessages(4)
          .forEach(
              document ->
                  documents.put(document.getContent().toStringUtf8(), document.getDocumentId()));
    }
    assertThat(documents)
        .containsOnlyKeys(
            "A line of text.", "Another line.", "The text of seven.", "The text of a page.")
        .containsEntry("The text of seven.", "7")
        .containsEntry("The text of a page.", "page-1");
    assertThat(deadLetter().reason()).isEqualTo("no field 'id'");
  }

  private DeadLetter deadLetter() {
    try (TopicReader<?> letters =
        new TopicReader<>(
            broker.bootstrap(), Topics.deadLetters("ingest", Topics.RECORDS), TIMEOUT)) {
      return DeadLetter.read(letters.awaitRecords(1).get(0).headers()).orElseThrow();
    }
  }

  private Map<String, String> file(
      String name, String text, Class<?> converter, Map<String, String> settings) throws Exception {
    Path file = Files.writeString(folder.resolve(name + ".txt"), text + "\n");
    Map<String, String> connector = new HashMap<>();
    connector.put("name", name);
    connector.put("connector.class", FileStreamSourceConnector.class.getName());
    connector.put("tasks.max", "1");
    connector.put("file", file.toString());
    connector.put("topic", "records");
    connector.put("value.converter", converter.getName());
    settings.forEach((key, value) -> connector.put("value.converter." + key, value));
    return connector;
  }

  private void begin(Map<String, String> connector) throws Exception {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    connect.putConnectorConfig(
        connector.get("name"),
        connector,
        false,
        (failure, created) -> {
          if (failure == null) {
            begun.complete(null);
          } else {
            begun.completeExceptionally(failure);
          }
        });
    begun.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  private StandaloneHerder worker() {
    Map<String, String> settings =
        Map.of(
            "bootstrap.servers", broker.bootstrap(),
            "key.converter", StringConverter.class.getName(),
            "value.converter", JsonConverter.class.getName(),
            "offset.storage.file.filename", folder.resolve("offsets").toString(),
            "plugin.discovery", "service_load");
    Plugins plugins = new Plugins(settings);
    plugins.compareAndSwapWithDelegatingLoader();
    StandaloneConfig config = new StandaloneConfig(settings);
    JsonConverter offsetConverter = new JsonConverter();
    offsetConverter.configure(Map.of("schemas.enable", "false"), true);
    FileOffsetBackingStore offsets = new FileOffsetBackingStore(offsetConverter);
    offsets.configure(config);
    NoneConnectorClientConfigOverridePolicy policy = new NoneConnectorClientConfigOverridePolicy();
    Worker worker = new Worker("worker", Time.SYSTEM, plugins, config, offsets, policy);
    return new StandaloneHerder(worker, "cluster", policy);
  }

  private Topology topology() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    return RecordsTopology.addTo(
        new Topology(),
        new RecordsSettings("default"),
        new TopicNames(""),
        new Service("ingest", List.of(Topics.DOCUMENTS, Topics.RECORDS)),
        new AdmittedCollections(new AllCollections()),
        new RecordsMeters(meters),
        meters,
        new StageTraces(OpenTelemetry.noop()));
  }

  private Properties settings() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "retune-ingest");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve("state").toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    return settings;
  }

  private record AllCollections() implements CollectionsConfig {
    @Override
    public int max() {
      return 10;
    }

    @Override
    public Optional<Set<String>> allowed() {
      return Optional.empty();
    }
  }
}
