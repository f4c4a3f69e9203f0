package io.retune.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.retune.chassis.Service;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.TopicCheckpointLog;
import io.retune.chassis.streams.LongWork;
import io.retune.chassis.trace.StageTraces;
import io.retune.schemas.EntryKey;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicCreator;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.testing.TestBroker;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import io.retune.trainer.train.fit.AdapterTrainer;
import io.retune.trainer.train.fit.RoundTripCheck;
import io.retune.trainer.train.fit.TorchEngine;
import io.retune.trainer.train.recipe.RecipeChoice;
import io.retune.trainer.train.recipe.TrainConfig;
import io.retune.trainer.train.rest.AcceptedRequest;
import io.retune.trainer.train.rest.RequestPublisher;
import io.retune.trainer.train.stream.CollectionTraining;
import io.retune.trainer.train.stream.TrainTopology;
import io.retune.trainer.train.stream.TrainingBoard;
import io.retune.trainer.train.upstream.OnTheWay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Instances of the stage on a real broker: what one of them accepted is done, by whichever lives.
 */
class KeptRequestsTest {

  private static final TopicNames NAMES = new TopicNames("");
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final Service SERVICE =
      new Service(
          "trainer", List.of(Topics.EMBEDDINGS, Topics.EVALUATION_REPORTS, Topics.REQUESTS));
  private static final TorchEngine TORCH = new TorchEngine();

  @TempDir Path directory;

  private TestBroker broker;
  private KafkaClients clients;
  private RequestPublisher publisher;

  @BeforeEach
  void start() {
    broker = TestBroker.start();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      List<Topic<?>> topics = new ArrayList<>(Topics.ALL);
      SERVICE.inputs().forEach(input -> topics.add(Topics.deadLetters(SERVICE.name(), input)));
      new TopicCreator(NAMES, 2, Optional.of((short) 1)).create(admin, topics, TIMEOUT);
    }
    clients = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrap()), NAMES);
    publisher = new RequestPublisher(NAMES, SERVICE, clients, Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    publisher.close();
    broker.close();
  }

  @Test
  void requestsOfAllCollectionsAreDoneByTwoInstancesWhicheverTookThem() {
    // Given: collections on both partitions, and two instances with one partition each
    List<String> collections = List.of("a", "b", "c", "d", "e", "f");
    collections.forEach(this::feed);
    try (Instance first = new Instance("first", task -> startThread(task));
        Instance second = new Instance("second", task -> startThread(task))) {
      first.awaitCollections();
      second.awaitCollections();

      // When
      List<AcceptedRequest> accepted = collections.stream().map(publisher::retrain).toList();

      // Then
      assertThat(accepted).hasSize(collections.size());
      assertThat(versions(collections.size()))
          .extracting(AdapterCheckpoint::getCollection)
          .containsExactlyInAnyOrderElementsOf(collections);
    }
  }

  @Test
  void aRequestThatWasUnderWayWhenItsInstanceDiedIsDoneOnceByTheNext() {
    // Given: an instance whose fit never ends
    feed("feed");
    Instance dying = new Instance("dying", task -> {});
    publisher.retrain("feed");
    Awaitility.await()
        .atMost(TIMEOUT)
        .until(
            () -> dying.board.find("feed").filter(each -> each.waitingRequests() > 0).isPresent());
    dying.close();

    // When: the next one has nothing of its state on disk
    try (Instance next = new Instance("next", task -> startThread(task))) {
      List<AdapterCheckpoint> versions = versions(1);
      Awaitility.await()
          .atMost(TIMEOUT)
          .until(
              () ->
                  next.board.find("feed").filter(each -> each.waitingRequests() == 0).isPresent());

      // Then
      assertThat(versions).extracting(AdapterCheckpoint::getVersion).containsExactly(1L);
      assertThat(versions.get(0).getLineage().getTrigger()).isEqualTo("request");
      assertThat(versions(1)).hasSize(1);
    }
  }

  @Test
  void anApplicationThatLostAllItsStateGoesOnFromTheHighestVersionOfTheTopic() {
    // Given: no state and no changelog, but the versions that were made
    feed("reset");
    try (TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      for (long version = 1; version <= 3; version++) {
        writer.write(
            Topics.ADAPTER_CHECKPOINTS,
            "reset/" + version,
            AdapterCheckpoint.newBuilder().setCollection("reset").setVersion(version).build());
      }
    }

    // When
    publisher.retrain("reset");
    try (Instance fresh = new Instance("fresh", task -> startThread(task))) {
      List<AdapterCheckpoint> versions = versions(4);

      // Then
      assertThat(versions)
          .extracting(AdapterCheckpoint::getVersion)
          .containsExactly(1L, 2L, 3L, 4L);
      assertThat(fresh.board.find("reset").orElseThrow().lastFailure()).isEmpty();
    }
  }

  private static void startThread(Runnable task) {
    new Thread(task).start();
  }

  private List<AdapterCheckpoint> versions(int number) {
    try (TopicReader<AdapterCheckpoint> reader =
        new TopicReader<>(broker.bootstrap(), Topics.ADAPTER_CHECKPOINTS, TIMEOUT)) {
      return reader.awaitMessages(number);
    }
  }

  private void feed(String collection) {
    try (TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      for (int number = 0; number < 12; number++) {
        writer.write(
            Topics.EMBEDDINGS,
            new EntryKey(collection, "n" + number).toString(),
            ExampleFeed.local(number, 4));
      }
    }
  }

  /** An instance of the stage that trains only where it is asked. */
  private final class Instance implements AutoCloseable {

    final TrainingBoard board = new TrainingBoard();
    private final KafkaStreams streams;

    Instance(String name, Executor fits) {
      TrainConfig config =
          TrainConfigs.with(
              Map.of(
                  "whitened.steps", "20",
                  "check-interval", "100ms",
                  "quiet", "1h",
                  "age", "1h"));
      TopicCheckpointLog log = new TopicCheckpointLog(clients, NAMES, Duration.ofSeconds(30));
      Properties properties = new Properties();
      properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "retune-train");
      properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap());
      properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
      properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve(name).toString());
      properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
      properties.put("auto.offset.reset", "earliest");
      properties.put(StreamsConfig.producerPrefix("max.request.size"), 73_400_320);
      properties.put(StreamsConfig.producerPrefix("transaction.timeout.ms"), 60_000);
      streams =
          new KafkaStreams(
              new TrainTopology(
                      NAMES,
                      SERVICE,
                      config,
                      new CollectionTraining(
                          new AdapterTrainer(TORCH),
                          new RoundTripCheck(TORCH),
                          new RecipeChoice(config, new EvidenceRule(true), AdapterTrainer.REVISION),
                          log,
                          Long.MAX_VALUE),
                      log,
                      () -> Optional.of(OnTheWay.NOTHING),
                      new LongWork(fits),
                      board,
                      new SimpleMeterRegistry(),
                      new StageTraces(OpenTelemetry.noop()))
                  .build(),
              properties);
      streams.start();
    }

    void awaitCollections() {
      Awaitility.await().atMost(TIMEOUT).until(() -> !board.all().isEmpty());
    }

    @Override
    public void close() {
      streams.close(TIMEOUT);
    }
  }
}
