package io.retune.trainer.train.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.tensor.Tensor;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.chassis.Service;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.EntryKey;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.Decision;
import io.retune.schemas.v1.DroppedQuestions;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.Lineage;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Split;
import io.retune.trainer.train.ExampleFeed;
import io.retune.trainer.train.TrainConfigs;
import io.retune.trainer.train.config.RecipeChoice;
import io.retune.trainer.train.config.TrainConfig;
import io.retune.trainer.train.fit.AdapterTrainer;
import io.retune.trainer.train.fit.RoundTripCheck;
import io.retune.trainer.train.fit.TorchEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTopologyTest {

  private static final TorchEngine TORCH = new TorchEngine();
  private static final String COLLECTION = "feed";

  @TempDir Path stateDirectory;

  private final TrainRequests requests = new TrainRequests();
  private final CollectionBoard board = new CollectionBoard();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Map<Long, AdapterCheckpoint> log = new HashMap<>();
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> embeddings;
  private TestInputTopic<String, byte[]> reports;
  private TestOutputTopic<String, byte[]> checkpoints;
  private TestOutputTopic<String, byte[]> deadLetters;

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void trainsWhenTheFeedHasBeenQuiet() {
    // Given
    start(Map.of("quiet", "10s"));
    feed(0, 10);
    advance(9);
    assertThat(versions()).isEmpty();

    // When
    advance(2);

    // Then
    AdapterCheckpoint checkpoint = only(versions());
    assertThat(checkpoint.getVersion()).isEqualTo(1);
    assertThat(checkpoint.getLineage().getTrigger()).isEqualTo("quiet");
    assertThat(checkpoint.getLineage().getPreviousVersion()).isZero();
    assertThat(checkpoint.getLineage().getNodes()).isEqualTo(10);
    assertThat(checkpoint.getLineage().getQuestions(0).getOrigin()).isEqualTo("local");
    assertThat(checkpoint.getLineage().getQuestions(0).getCount()).isEqualTo(40);
    assertThat(checkpoint.getLineage().getDocumentIdsList())
        .containsExactly("d0", "d1", "d2", "d3", "d4");
    assertThat(checkpoint.getLineage().getAlpha()).isEqualTo(0.5);
    assertThat(checkpoint.getBaseModel()).isEqualTo(ExampleFeed.MODEL);
    assertThat(checkpoint.getLearningCurveCount()).isPositive();
  }

  @Test
  void trainsAtOnceWhenEnoughNewExamplesHaveCome() {
    // Given
    start(Map.of("new-examples", "40"));

    // When
    feed(0, 10);
    advance(1);

    // Then
    assertThat(only(versions()).getLineage().getTrigger()).isEqualTo("examples");
  }

  @Test
  void trainsWhenTheFirstUnseenExampleHasWaitedLongEnoughThoughTheFeedIsNeverQuiet() {
    // Given
    start(Map.of("quiet", "10s", "age", "30s"));

    // When
    for (int number = 0; number < 8; number++) {
      feed(number, number + 1);
      advance(5);
    }

    // Then
    assertThat(only(versions()).getLineage().getTrigger()).isEqualTo("age");
  }

  @Test
  void trainsOnRequest() {
    // Given
    start(Map.of());
    feed(0, 10);

    // When
    requests.submit(COLLECTION, new TrainRequest.Retrain());
    advance(1);

    // Then
    assertThat(only(versions()).getLineage().getTrigger()).isEqualTo("request");
  }

  @Test
  void givesWhoeverAsksAVersionOfTheSameWeightsWhereNothingHasChanged() {
    // Given
    start(Map.of());
    feed(0, 10);
    advance(11);

    // When
    requests.submit(COLLECTION, new TrainRequest.Retrain());
    advance(1);

    // Then
    List<AdapterCheckpoint> versions = versions();
    assertThat(versions).extracting(AdapterCheckpoint::getVersion).containsExactly(1L, 2L);
    assertThat(versions)
        .extracting(AdapterCheckpoint::getWeightsSha256)
        .containsOnly(versions.get(0).getWeightsSha256());
  }

  @Test
  void numbersVersionsWithoutGaps() {
    // Given
    start(Map.of());
    feed(0, 10);
    advance(11);
    feed(10, 12);

    // When
    advance(11);

    // Then
    List<AdapterCheckpoint> versions = versions();
    assertThat(versions).extracting(AdapterCheckpoint::getVersion).containsExactly(1L, 2L);
    assertThat(versions.get(1).getLineage().getPreviousVersion()).isEqualTo(1);
  }

  @Test
  void trainsNothingFromRecordsThatComeAgainUnchanged() {
    // Given
    start(Map.of());
    feed(0, 10);
    advance(11);
    versions();

    // When
    feed(0, 10);
    waitLong();

    // Then
    assertThat(versions()).isEmpty();
    assertThat(board.find(COLLECTION).orElseThrow().unseenExamples()).isZero();
  }

  @Test
  void trainsNothingWhenOnlyWhatTrainingDoesNotSeeHasChanged() {
    // Given
    start(Map.of());
    feed(0, 10);
    advance(11);
    versions();
    Embeddings changed = ExampleFeed.local(3, 4);
    changed =
        changed.toBuilder().setNode(changed.getNode().toBuilder().setTitle("new title")).build();

    // When
    send("n3", changed);
    waitLong();

    // Then
    assertThat(versions()).isEmpty();
    assertThat(meters.counter("retune.train.unchanged", "collection", COLLECTION).count())
        .isEqualTo(1);
  }

  @Test
  void trainsWithoutTheExamplesOfATombstone() {
    // Given
    start(Map.of());
    feed(0, 10);
    advance(11);
    versions();

    // When
    embeddings.pipeInput(key("n4"), null);
    embeddings.pipeInput(key("n5"), null);
    advance(11);

    // Then
    AdapterCheckpoint checkpoint = only(versions());
    assertThat(checkpoint.getLineage().getNodes()).isEqualTo(8);
    assertThat(checkpoint.getLineage().getDocumentIdsList())
        .containsExactly("d0", "d1", "d3", "d4");
    assertThat(board.find(COLLECTION).orElseThrow().examples()).isEqualTo(32);
  }

  @Test
  void givesTheSameWeightsWhateverTheOrderOfArrival() {
    // Given
    start(Map.of());
    feed(0, 12);
    advance(11);
    String inOrder = only(versions()).getWeightsSha256();
    driver.close();
    start(Map.of());

    // When
    for (int number = 11; number >= 0; number--) {
      feed(number, number + 1);
    }
    advance(11);

    // Then
    assertThat(only(versions()).getWeightsSha256()).isEqualTo(inOrder);
  }

  @Test
  void leavesValidationQuestionsOutOfTraining() {
    // Given
    start(Map.of());
    feed(0, 10);

    // When
    send(
        "n50",
        ExampleFeed.node(50, Split.SPLIT_VALIDATION, Origin.ORIGIN_LOCAL, 4, ExampleFeed.MODEL));
    advance(11);

    // Then
    AdapterCheckpoint checkpoint = only(versions());
    assertThat(checkpoint.getLineage().getNodes()).isEqualTo(11);
    assertThat(checkpoint.getLineage().getTrainingNodes()).isEqualTo(10);
    assertThat(checkpoint.getLineage().getQuestions(0).getCount()).isEqualTo(40);
  }

  @Test
  void usesOnlyExamplesOfTheBaseModelThatTheLatestRecordNames() {
    // Given
    start(Map.of());
    feed(0, 10);

    // When
    for (int number = 10; number < 20; number++) {
      send(
          "n" + number,
          ExampleFeed.node(
              number,
              Split.SPLIT_TRAIN,
              Origin.ORIGIN_LOCAL,
              4,
              ExampleFeed.MODEL.toBuilder().setFingerprint("f2").build()));
    }
    advance(11);

    // Then
    AdapterCheckpoint checkpoint = only(versions());
    assertThat(checkpoint.getBaseModel().getFingerprint()).isEqualTo("f2");
    assertThat(checkpoint.getLineage().getNodes()).isEqualTo(10);
    assertThat(
            meters
                .counter(
                    "retune.train.left.out", "collection", COLLECTION, "reason", "other-base-model")
                .count())
        .isEqualTo(10);
  }

  @Test
  void waitsUntilThereAreEnoughExamples() {
    // Given
    start(Map.of("min-examples", "30"));
    feed(0, 5);
    waitLong();
    assertThat(versions()).isEmpty();

    // When
    feed(5, 10);
    advance(11);

    // Then
    assertThat(only(versions()).getLineage().getNodes()).isEqualTo(10);
  }

  @Test
  void reportsATrainingThatFailsAndTriesAgainWithNewExamples() {
    // Given
    start(Map.of("recipe", "llama-index", "llama-index.start-version", "7"));
    feed(0, 10);
    advance(11);
    assertThat(versions()).isEmpty();
    assertThat(board.find(COLLECTION).orElseThrow().lastFailure())
        .isEqualTo("version 7 to start from is gone");
    waitLong();
    assertThat(meters.counter("retune.train.failures", "collection", COLLECTION).count())
        .isEqualTo(1);
    log.put(7L, identityCheckpoint());

    // When
    feed(10, 11);
    advance(11);

    // Then
    assertThat(only(versions()).getRecipe().getLlamaIndex().getStartVersion()).isEqualTo(7);
    assertThat(board.find(COLLECTION).orElseThrow().lastFailure()).isEmpty();
  }

  @Test
  void makesADeadLetterOfAnUnreadableRecordAndTrainsOnTheRest() {
    // Given
    start(Map.of());
    feed(0, 10);

    // When
    embeddings.pipeInput(key("n3"), "nonsense".getBytes(StandardCharsets.UTF_8));
    advance(11);

    // Then
    TestRecord<String, byte[]> dead = deadLetters.readRecord();
    assertThat(dead.key()).isEqualTo("feed/n3");
    assertThat(DeadLetter.read(dead.headers())).isPresent();
    assertThat(only(versions()).getLineage().getNodes()).isEqualTo(9);
  }

  @Test
  void trainsTheRecipeOfTheCollection() {
    // Given
    start(Map.of("collections.\"feed\".recipe", "llama-index"));

    // When
    feed(0, 10);
    advance(11);

    // Then
    assertThat(only(versions()).getRecipe().hasLlamaIndex()).isTrue();
  }

  @Test
  void trainsAPromotedVersionOnceMoreOnAllNodes() {
    // Given
    start(Map.of());
    feed(0, 10);
    send(
        "n50",
        ExampleFeed.node(50, Split.SPLIT_VALIDATION, Origin.ORIGIN_IMPORTED, 4, ExampleFeed.MODEL));
    advance(11);
    AdapterCheckpoint first = only(versions());

    // When
    promote(first);
    advance(1);

    // Then
    AdapterCheckpoint refit = only(versions());
    assertThat(refit.getVersion()).isEqualTo(2);
    assertThat(refit.getLineage().getTrigger()).isEqualTo("refit");
    assertThat(refit.getLineage().getRefitOfVersion()).isEqualTo(1);
    assertThat(refit.getLineage().getTrainingNodes()).isEqualTo(11);
    assertThat(refit.getRecipe().getWhitened().getAlpha()).isEqualTo(first.getLineage().getAlpha());
    assertThat(refit.getRecipe().getWhitened().getAlphaChoicesList()).isEmpty();
  }

  @Test
  void trainsNoRefitOnceMore() {
    // Given
    start(Map.of());
    feed(0, 10);
    send(
        "n50",
        ExampleFeed.node(50, Split.SPLIT_VALIDATION, Origin.ORIGIN_IMPORTED, 4, ExampleFeed.MODEL));
    advance(11);
    promote(only(versions()));
    advance(1);

    // When
    promote(only(versions()));
    waitLong();

    // Then
    assertThat(versions()).isEmpty();
  }

  @Test
  void makesAVersionOfAnAdapterThatWasTrainedElsewhere() {
    // Given
    start(Map.of());
    feed(0, 10);
    advance(11);
    versions();

    // When
    requests.submit(COLLECTION, new TrainRequest.Import(identity(), "a folder"));
    advance(1);

    // Then
    AdapterCheckpoint imported = only(versions());
    assertThat(imported.getVersion()).isEqualTo(2);
    assertThat(imported.getLineage().getTrigger()).isEqualTo("import");
    assertThat(imported.getLineage().getSource()).isEqualTo("a folder");
    assertThat(imported.getBaseModel()).isEqualTo(ExampleFeed.MODEL);
  }

  @Test
  void tellsWhichQuestionsDidNotComeBackToTheirNode() {
    // Given
    start(Map.of("round-trip.nodes", "1", "round-trip.origins", "local"));
    feed(0, 10);
    Embeddings withQuestionsOfAnotherNode =
        ExampleFeed.local(10, 4).toBuilder()
            .clearQuestions()
            .addAllQuestions(ExampleFeed.local(11, 4).getQuestionsList())
            .build();
    send("n10", withQuestionsOfAnotherNode);
    feed(11, 12);

    // When
    advance(11);

    // Then
    Lineage lineage = only(versions()).getLineage();
    DroppedQuestions dropped = lineage.getDroppedQuestions(0);
    assertThat(dropped.getReason()).isEqualTo("round-trip");
    assertThat(dropped.getOrigin()).isEqualTo("local");
    assertThat(dropped.getCount()).isBetween(4, 20);
    assertThat(dropped.getCount() + lineage.getQuestions(0).getCount()).isEqualTo(48);
  }

  private void start(Map<String, String> settings) {
    Map<String, String> all =
        new HashMap<>(Map.of("whitened.steps", "20", "whitened.batch-size", "16"));
    all.putAll(settings);
    Service service = new Service("trainer", List.of(Topics.EMBEDDINGS, Topics.EVALUATION_REPORTS));
    TrainConfig config = TrainConfigs.with(all);
    TrainTopology topology =
        new TrainTopology(
            new TopicNames(""),
            service,
            config,
            new CollectionTraining(
                new AdapterTrainer(TORCH),
                new RoundTripCheck(TORCH),
                new RecipeChoice(config),
                (collection, version) -> Optional.ofNullable(log.get(version))),
            requests,
            board,
            meters);
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "train");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    properties.put(
        StreamsConfig.STATE_DIR_CONFIG,
        stateDirectory.resolve(Long.toString(System.nanoTime())).toString());
    driver =
        new TopologyTestDriver(topology.build(), properties, Instant.parse("2026-01-01T00:00:00Z"));
    embeddings =
        driver.createInputTopic("embeddings", new StringSerializer(), new ByteArraySerializer());
    reports =
        driver.createInputTopic(
            "evaluation-reports", new StringSerializer(), new ByteArraySerializer());
    checkpoints =
        driver.createOutputTopic(
            "adapter-checkpoints", new StringDeserializer(), new ByteArrayDeserializer());
    deadLetters =
        driver.createOutputTopic(
            "dlq.trainer.embeddings", new StringDeserializer(), new ByteArrayDeserializer());
  }

  private void feed(int from, int to) {
    for (int number = from; number < to; number++) {
      send("n" + number, ExampleFeed.local(number, 4));
    }
  }

  private void send(String id, Embeddings record) {
    embeddings.pipeInput(key(id), record.toByteArray());
  }

  private void promote(AdapterCheckpoint checkpoint) {
    reports.pipeInput(
        key(Long.toString(checkpoint.getVersion())),
        EvaluationReport.newBuilder()
            .setCollection(COLLECTION)
            .setVersion(checkpoint.getVersion())
            .setRecipe(checkpoint.getRecipe())
            .setLineage(checkpoint.getLineage())
            .setDecision(Decision.newBuilder().setKind(Decision.Kind.PROMOTE))
            .build()
            .toByteArray());
  }

  private static String key(String id) {
    return new EntryKey(COLLECTION, id).toString();
  }

  /** Long after every trigger. */
  private void waitLong() {
    driver.advanceWallClockTime(Duration.ofMinutes(10));
    advance(2);
  }

  private void advance(int seconds) {
    for (int second = 0; second < seconds; second++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }
  }

  private List<AdapterCheckpoint> versions() {
    List<AdapterCheckpoint> versions = new ArrayList<>();
    for (byte[] value : checkpoints.readValuesToList()) {
      try {
        versions.add(Topics.ADAPTER_CHECKPOINTS.parse(value));
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }
    return versions;
  }

  private static AdapterCheckpoint only(List<AdapterCheckpoint> versions) {
    assertThat(versions).hasSize(1);
    return versions.get(0);
  }

  private static LinearAdapter identity() {
    float[] values = new float[ExampleFeed.DIMENSION * ExampleFeed.DIMENSION];
    for (int i = 0; i < ExampleFeed.DIMENSION; i++) {
      values[i * ExampleFeed.DIMENSION + i] = 1;
    }
    return new LinearAdapter(Tensor.of(values, ExampleFeed.DIMENSION, ExampleFeed.DIMENSION));
  }

  private static AdapterCheckpoint identityCheckpoint() {
    return AdapterCheckpoint.newBuilder()
        .setWeights(ByteString.copyFrom(new AdapterWeights().encode(identity())))
        .build();
  }
}
