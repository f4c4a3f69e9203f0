package io.retune.trainer.train.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.LearnedDocuments;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.DroppedQuestions;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.ImportRequest;
import io.retune.schemas.v1.Lineage;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Split;
import io.retune.trainer.train.ExampleFeed;
import io.retune.trainer.train.upstream.OnTheWay;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTopologyTest {

  @TempDir Path stateDirectory;

  private TrainDriver driver;

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void trainsWhenTheFeedHasBeenQuiet() {
    // Given
    start(Map.of("quiet", "10s"));
    feed(0, 10);
    driver.advance(9);
    assertThat(driver.versions()).isEmpty();

    // When
    driver.advance(2);

    // Then
    AdapterCheckpoint checkpoint = only(driver.versions());
    assertThat(checkpoint.getVersion()).isEqualTo(1);
    assertThat(checkpoint.getLineage().getTrigger()).isEqualTo("quiet");
    assertThat(checkpoint.getLineage().getPreviousVersion()).isZero();
    assertThat(checkpoint.getLineage().getNodes()).isEqualTo(10);
    assertThat(checkpoint.getLineage().getQuestions(0).getOrigin()).isEqualTo("local");
    assertThat(checkpoint.getLineage().getQuestions(0).getCount()).isEqualTo(40);
    assertThat(documents(checkpoint)).containsExactly("d0", "d1", "d2", "d3", "d4");
    assertThat(checkpoint.getLineage().getDocumentIdsList()).isEmpty();
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
    driver.advance(1);

    // Then
    assertThat(only(driver.versions()).getLineage().getTrigger()).isEqualTo("examples");
  }

  @Test
  void aLoadIsOneVersionThoughItHasEnoughExamplesForSeveral() {
    // Given
    start(Map.of("new-examples", "40", "quiet", "10s"));
    driver.onTheWay = new OnTheWay(true, Set.of(TrainDriver.COLLECTION));
    for (int node = 0; node < 40; node += 10) {
      feed(node, node + 10);
      driver.advance(15);
    }

    // When
    driver.onTheWay = OnTheWay.NOTHING;
    driver.advance(1);

    // Then
    assertThat(only(driver.versions()).getLineage().getNodes()).isEqualTo(40);
  }

  @Test
  void aQuietCollectionIsTrainedThoughOthersLoad() {
    // Given
    start(Map.of("quiet", "10s"));
    driver.onTheWay = new OnTheWay(true, Set.of("other"));

    // When
    feed(0, 10);
    driver.advance(11);

    // Then
    assertThat(only(driver.versions()).getLineage().getTrigger()).isEqualTo("quiet");
  }

  @Test
  void aLoadIsNotWaitedForBeyondTheAge() {
    // Given
    start(Map.of("new-examples", "40", "quiet", "10s", "age", "30s"));
    driver.onTheWay = new OnTheWay(true, Set.of(TrainDriver.COLLECTION));

    // When
    feed(0, 10);
    driver.advance(31);

    // Then
    assertThat(only(driver.versions()).getLineage().getTrigger()).isEqualTo("age");
  }

  @Test
  void trainsWhenTheFirstUnseenExampleHasWaitedLongEnoughThoughTheFeedIsNeverQuiet() {
    // Given
    start(Map.of("quiet", "10s", "age", "30s"));

    // When
    for (int number = 0; number < 8; number++) {
      feed(number, number + 1);
      driver.advance(5);
    }

    // Then
    assertThat(only(driver.versions()).getLineage().getTrigger()).isEqualTo("age");
  }

  @Test
  void trainsOnRequest() {
    // Given
    start(Map.of());
    feed(0, 10);

    // When
    driver.retrain(TrainDriver.COLLECTION);
    driver.advance(1);

    // Then
    assertThat(only(driver.versions()).getLineage().getTrigger()).isEqualTo("request");
  }

  @Test
  void givesWhoeverAsksAVersionOfTheSameWeightsWhereNothingHasChanged() {
    // Given
    start(Map.of());
    feed(0, 10);
    driver.advance(11);

    // When
    driver.retrain(TrainDriver.COLLECTION);
    driver.advance(1);

    // Then
    List<AdapterCheckpoint> versions = driver.versions();
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
    driver.advance(11);
    feed(10, 12);

    // When
    driver.advance(11);

    // Then
    List<AdapterCheckpoint> versions = driver.versions();
    assertThat(versions).extracting(AdapterCheckpoint::getVersion).containsExactly(1L, 2L);
    assertThat(versions.get(1).getLineage().getPreviousVersion()).isEqualTo(1);
  }

  @Test
  void trainsNothingFromRecordsThatComeAgainUnchanged() {
    // Given
    start(Map.of());
    feed(0, 10);
    driver.advance(11);
    driver.versions();

    // When
    feed(0, 10);
    driver.waitLong();

    // Then
    assertThat(driver.versions()).isEmpty();
    assertThat(driver.board.find(TrainDriver.COLLECTION).orElseThrow().unseenExamples()).isZero();
  }

  @Test
  void questionsWithoutAnAnswerMakeNoVersionAndWaitForTheNext() {
    // Given
    start(Map.of());
    feed(0, 10);
    driver.advance(11);
    String before = only(driver.versions()).getLineage().getExamplesSha256();
    for (int number = 0; number < 50; number++) {
      driver.send("query-u" + number, ExampleFeed.unlabelled(number));
    }

    // When
    driver.waitLong();

    // Then
    assertThat(driver.versions()).isEmpty();
    driver.retrain(TrainDriver.COLLECTION);
    driver.advance(2);
    assertThat(only(driver.versions()).getLineage().getExamplesSha256()).isNotEqualTo(before);
  }

  @Test
  void trainsNothingWhenOnlyWhatTrainingDoesNotSeeHasChanged() {
    // Given
    start(Map.of());
    feed(0, 10);
    driver.advance(11);
    driver.versions();
    Embeddings changed = ExampleFeed.local(3, 4);
    changed =
        changed.toBuilder().setNode(changed.getNode().toBuilder().setTitle("new title")).build();

    // When
    driver.send("n3", changed);
    driver.waitLong();

    // Then
    assertThat(driver.versions()).isEmpty();
    assertThat(
            driver
                .meters
                .counter(
                    "retune.train.attempts",
                    "collection",
                    TrainDriver.COLLECTION,
                    "outcome",
                    "unchanged")
                .count())
        .isEqualTo(1);
  }

  @Test
  void trainsWithoutTheExamplesOfATombstone() {
    // Given
    start(Map.of());
    feed(0, 10);
    driver.advance(11);
    driver.versions();

    // When
    driver.embeddings.pipeInput(TrainDriver.key("n4"), null);
    driver.embeddings.pipeInput(TrainDriver.key("n5"), null);
    driver.advance(11);

    // Then
    AdapterCheckpoint checkpoint = only(driver.versions());
    assertThat(checkpoint.getLineage().getNodes()).isEqualTo(8);
    assertThat(documents(checkpoint)).containsExactly("d0", "d1", "d3", "d4");
    assertThat(driver.board.find(TrainDriver.COLLECTION).orElseThrow().examples()).isEqualTo(32);
  }

  @Test
  void givesTheSameWeightsWhateverTheOrderOfArrival() {
    // Given
    start(Map.of());
    feed(0, 12);
    driver.advance(11);
    String inOrder = only(driver.versions()).getWeightsSha256();
    driver.close();
    start(Map.of());

    // When
    for (int number = 11; number >= 0; number--) {
      feed(number, number + 1);
    }
    driver.advance(11);

    // Then
    assertThat(only(driver.versions()).getWeightsSha256()).isEqualTo(inOrder);
  }

  @Test
  void leavesValidationQuestionsOutOfTraining() {
    // Given
    start(Map.of());
    feed(0, 10);

    // When
    driver.send(
        "n50",
        ExampleFeed.node(50, Split.SPLIT_VALIDATION, Origin.ORIGIN_LOCAL, 4, ExampleFeed.MODEL));
    driver.advance(11);

    // Then
    AdapterCheckpoint checkpoint = only(driver.versions());
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
      driver.send(
          "n" + number,
          ExampleFeed.node(
              number,
              Split.SPLIT_TRAIN,
              Origin.ORIGIN_LOCAL,
              4,
              ExampleFeed.MODEL.toBuilder().setFingerprint("f2").build()));
    }
    driver.advance(11);

    // Then
    AdapterCheckpoint checkpoint = only(driver.versions());
    assertThat(checkpoint.getBaseModel().getFingerprint()).isEqualTo("f2");
    assertThat(checkpoint.getLineage().getNodes()).isEqualTo(10);
    assertThat(
            driver
                .meters
                .counter(
                    "retune.train.skipped.records",
                    "collection",
                    TrainDriver.COLLECTION,
                    "reason",
                    "other-base-model")
                .count())
        .isEqualTo(10);
  }

  @Test
  void waitsUntilThereAreEnoughExamples() {
    // Given
    start(Map.of("min-examples", "30"));
    feed(0, 5);
    driver.waitLong();
    assertThat(driver.versions()).isEmpty();

    // When
    feed(5, 10);
    driver.advance(11);

    // Then
    assertThat(only(driver.versions()).getLineage().getNodes()).isEqualTo(10);
  }

  @Test
  void reportsATrainingThatFailsAndTriesAgainWithNewExamples() {
    // Given
    start(Map.of("recipe", "llama-index", "llama-index.start-version", "7"));
    feed(0, 10);
    driver.advance(11);
    assertThat(driver.versions()).isEmpty();
    assertThat(driver.board.find(TrainDriver.COLLECTION).orElseThrow().lastFailure())
        .isEqualTo("version 7 to start from is gone");
    driver.waitLong();
    assertThat(
            driver
                .meters
                .counter(
                    "retune.train.attempts",
                    "collection",
                    TrainDriver.COLLECTION,
                    "outcome",
                    "failed")
                .count())
        .isEqualTo(1);
    driver.log.put(7L, identityCheckpoint());

    // When
    feed(10, 11);
    driver.advance(11);

    // Then
    assertThat(only(driver.versions()).getRecipe().getLlamaIndex().getStartVersion()).isEqualTo(7);
    assertThat(driver.board.find(TrainDriver.COLLECTION).orElseThrow().lastFailure()).isEmpty();
  }

  @Test
  void makesADeadLetterOfAnUnreadableRecordAndTrainsOnTheRest() {
    // Given
    start(Map.of());
    feed(0, 10);

    // When
    driver.embeddings.pipeInput(TrainDriver.key("n3"), "nonsense".getBytes(StandardCharsets.UTF_8));
    driver.advance(11);

    // Then
    TestRecord<String, byte[]> dead = driver.deadLetters.readRecord();
    assertThat(dead.key()).isEqualTo("feed/n3");
    assertThat(DeadLetter.read(dead.headers())).isPresent();
    assertThat(only(driver.versions()).getLineage().getNodes()).isEqualTo(9);
  }

  @Test
  void trainsTheRecipeOfTheCollection() {
    // Given
    start(Map.of("collections.\"feed\".recipe", "llama-index"));

    // When
    feed(0, 10);
    driver.advance(11);

    // Then
    assertThat(only(driver.versions()).getRecipe().hasLlamaIndex()).isTrue();
  }

  @Test
  void trainsAPromotedVersionOnceMoreOnAllNodes() {
    // Given
    start(Map.of());
    feed(0, 10);
    driver.send(
        "n50",
        ExampleFeed.node(50, Split.SPLIT_VALIDATION, Origin.ORIGIN_IMPORTED, 4, ExampleFeed.MODEL));
    driver.advance(11);
    AdapterCheckpoint first = only(driver.versions());

    // When
    driver.promote(first);
    driver.advance(1);

    // Then
    AdapterCheckpoint refit = only(driver.versions());
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
    driver.send(
        "n50",
        ExampleFeed.node(50, Split.SPLIT_VALIDATION, Origin.ORIGIN_IMPORTED, 4, ExampleFeed.MODEL));
    driver.advance(11);
    driver.promote(only(driver.versions()));
    driver.advance(1);

    // When
    driver.promote(only(driver.versions()));
    driver.waitLong();

    // Then
    assertThat(driver.versions()).isEmpty();
  }

  @Test
  void makesAVersionOfAnAdapterThatWasTrainedElsewhere() {
    // Given
    start(Map.of());
    feed(0, 10);
    driver.advance(11);
    driver.versions();

    // When
    driver.bringIn(imported("a folder", ""));
    driver.advance(1);

    // Then
    AdapterCheckpoint imported = only(driver.versions());
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
    driver.send("n10", withQuestionsOfAnotherNode);
    feed(11, 12);

    // When
    driver.advance(11);

    // Then
    Lineage lineage = only(driver.versions()).getLineage();
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
    driver = new TrainDriver(stateDirectory, all);
  }

  private void feed(int from, int to) {
    for (int number = from; number < to; number++) {
      driver.send("n" + number, ExampleFeed.local(number, 4));
    }
  }

  /** Those of the first ten documents that the version learned from. */
  private static List<String> documents(AdapterCheckpoint checkpoint) {
    return IntStream.range(0, 10)
        .mapToObj(number -> "d" + number)
        .filter(id -> LearnedDocuments.contains(checkpoint.getLineage(), id).orElseThrow())
        .toList();
  }

  private static AdapterCheckpoint only(List<AdapterCheckpoint> versions) {
    assertThat(versions).hasSize(1);
    return versions.get(0);
  }

  private static ImportRequest imported(String source, String baseModel) {
    byte[] weights = new AdapterWeights().encode(LinearAdapter.identity(ExampleFeed.DIMENSION));
    return ImportRequest.newBuilder()
        .setWeights(ByteString.copyFrom(weights))
        .setWeightsSha256(Sha256.of(weights))
        .setSource(source)
        .setBaseModelFingerprint(baseModel)
        .build();
  }

  private static AdapterCheckpoint identityCheckpoint() {
    byte[] weights = new AdapterWeights().encode(LinearAdapter.identity(ExampleFeed.DIMENSION));
    return AdapterCheckpoint.newBuilder()
        .setBaseModel(ExampleFeed.MODEL)
        .setWeights(ByteString.copyFrom(weights))
        .setWeightsSha256(Sha256.of(weights))
        .build();
  }
}
