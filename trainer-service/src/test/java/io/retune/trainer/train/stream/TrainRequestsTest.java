package io.retune.trainer.train.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.DocumentDigests;
import io.retune.schemas.LearnedDocuments;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.ImportRequest;
import io.retune.trainer.train.ExampleFeed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers ask is kept until it is done, and refused with a reason where it cannot be. */
class TrainRequestsTest {

  private static final Map<String, String> NEVER_BY_ITSELF =
      Map.of("whitened.steps", "20", "whitened.batch-size", "16", "quiet", "1h", "age", "1h");

  @TempDir Path stateDirectory;

  private TrainDriver driver;

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void aRequestWaitsForTheFirstExamplesOfItsCollection() {
    // Given
    driver = new TrainDriver(stateDirectory, NEVER_BY_ITSELF);
    driver.retrain(TrainDriver.COLLECTION);
    driver.advance(5);
    assertThat(driver.status(TrainDriver.COLLECTION).waitingRequests()).isEqualTo(1);

    // When
    feed(10);
    driver.advance(1);

    // Then
    assertThat(driver.versions()).hasSize(1);
    assertThat(driver.status(TrainDriver.COLLECTION).waitingRequests()).isZero();
  }

  @Test
  void aRequestOfACollectionThatGetsNoExamplesBecomesADeadLetterWithTheReason() {
    // Given
    driver = new TrainDriver(stateDirectory, NEVER_BY_ITSELF);
    driver.retrain("nobody");

    // When
    driver.waitLong();

    // Then
    TestRecord<String, byte[]> dead = driver.requestDeadLetters.readRecord();
    assertThat(dead.key()).isEqualTo("nobody/request-1");
    assertThat(DeadLetter.read(dead.headers()).orElseThrow().reason())
        .isEqualTo("collection nobody has no examples; the request waited 600 s for more");
    assertThat(driver.status("nobody").lastFailure())
        .isEqualTo("collection nobody has no examples");
    assertThat(driver.requestDeadLetters.isEmpty()).isTrue();
  }

  @Test
  void aRequestWaitsUntilThereAreEnoughExamplesAndHoldsUpNoImport() {
    // Given
    driver = new TrainDriver(stateDirectory, NEVER_BY_ITSELF);
    feed(2);
    driver.retrain(TrainDriver.COLLECTION);
    driver.advance(3);
    assertThat(driver.versions()).isEmpty();
    driver.bringIn(imported(ExampleFeed.DIMENSION, ""));
    driver.advance(3);

    // When
    feed(10);
    driver.advance(3);

    // Then
    assertThat(driver.versions())
        .extracting(version -> version.getLineage().getTrigger())
        .containsExactly("import", "request");
  }

  @Test
  void aRequestThatNeverGetsEnoughExamplesBecomesADeadLetter() {
    // Given
    driver = new TrainDriver(stateDirectory, NEVER_BY_ITSELF);
    feed(2);
    driver.retrain(TrainDriver.COLLECTION);
    driver.advance(1);

    // When
    driver.waitLong();

    // Then
    assertThat(
            DeadLetter.read(driver.requestDeadLetters.readRecord().headers())
                .orElseThrow()
                .reason())
        .startsWith("8 questions to train on, 20 are needed");
    assertThat(driver.status(TrainDriver.COLLECTION).waitingRequests()).isZero();
  }

  @Test
  void anUnreadableRequestBecomesADeadLetterAndTheNextIsDone() {
    // Given
    driver = new TrainDriver(stateDirectory, NEVER_BY_ITSELF);
    feed(10);

    // When
    driver.requests.pipeInput("feed/noise", "nonsense".getBytes(StandardCharsets.UTF_8));
    driver.requests.pipeInput("feed/empty", new byte[0]);
    driver.retrain(TrainDriver.COLLECTION);
    driver.advance(1);

    // Then
    assertThat(driver.requestDeadLetters.readRecordsToList())
        .extracting(TestRecord::key)
        .containsExactly("feed/noise", "feed/empty");
    assertThat(driver.versions()).hasSize(1);
  }

  @Test
  void anImportForAnotherBaseModelBecomesADeadLetterAndTheReasonIsShown() {
    // Given
    driver = new TrainDriver(stateDirectory, NEVER_BY_ITSELF);
    feed(10);

    // When
    driver.bringIn(imported(ExampleFeed.DIMENSION, "another"));
    driver.bringIn(imported(5, ""));
    driver.advance(3);

    // Then
    assertThat(driver.requestDeadLetters.readRecordsToList())
        .extracting(dead -> DeadLetter.read(dead.headers()).orElseThrow().reason())
        .containsExactly(
            "the adapter belongs to base model another, the collection to f1",
            "the adapter does not map 8 dimensions to 8");
    assertThat(driver.status(TrainDriver.COLLECTION).lastFailure()).contains("8 dimensions");
    assertThat(driver.versions()).isEmpty();
  }

  @Test
  void importsAndRetrainsAreDoneInTheirOrder() {
    // Given
    driver = new TrainDriver(stateDirectory, NEVER_BY_ITSELF);
    feed(10);

    // When
    driver.bringIn(imported(ExampleFeed.DIMENSION, "f1"));
    driver.retrain(TrainDriver.COLLECTION);
    driver.bringIn(imported(ExampleFeed.DIMENSION, ""));
    driver.advance(5);

    // Then
    assertThat(driver.versions())
        .extracting(version -> version.getLineage().getTrigger())
        .containsExactly("import", "request", "import");
  }

  @Test
  void oneVersionAnswersAllRetrainsThatWaitWhenItBegins() {
    // Given
    driver = new TrainDriver(stateDirectory, NEVER_BY_ITSELF);
    driver.retrain(TrainDriver.COLLECTION);
    driver.retrain(TrainDriver.COLLECTION);
    driver.retrain(TrainDriver.COLLECTION);

    // When
    feed(10);
    driver.advance(5);

    // Then
    assertThat(driver.versions()).hasSize(1);
  }

  @Test
  void aVersionThatForgetsWaitsForTheDocumentsNodesToGoAndHasTheWeightsOfOneThatNeverSawThem() {
    // Given: d4 is the document of the last two nodes.
    driver = new TrainDriver(stateDirectory, NEVER_BY_ITSELF);
    feed(10);
    driver.retrainWithout("d4");
    driver.delete("n8");
    driver.advance(3);
    List<AdapterCheckpoint> before = driver.versions();

    // When
    driver.delete("n9");
    driver.advance(3);

    // Then
    assertThat(before).isEmpty();
    AdapterCheckpoint version = driver.versions().get(0);
    assertThat(version.getLineage().getForgottenDocuments())
        .isEqualTo(DocumentDigests.of(List.of("d4")).bytes());
    assertThat(LearnedDocuments.contains(version.getLineage(), "d4")).contains(false);
    assertThat(version.getWeightsSha256()).isEqualTo(weightsOfOneThatSaw(8));
  }

  @Test
  void aVersionIsMadeToForgetEvenWhereNoneCanBeTrainedAnyMore() throws Exception {
    // Given
    driver = new TrainDriver(stateDirectory, NEVER_BY_ITSELF);
    feed(6);
    driver.retrain(TrainDriver.COLLECTION);
    driver.advance(3);
    driver.versions();

    // When
    List.of("n2", "n3", "n4", "n5").forEach(driver::delete);
    driver.retrainWithout("d1", "d2");
    driver.advance(3);

    // Then
    AdapterCheckpoint version = driver.versions().get(0);
    assertThat(version.getVersion()).isEqualTo(2);
    assertThat(version.hasRecipe()).isFalse();
    assertThat(version.getLineage().getForgottenDocuments())
        .isEqualTo(DocumentDigests.of(List.of("d1", "d2")).bytes());
    float[] query = {.6f, 0, 0, .8f, 0, 0, 0, 0};
    assertThat(new AdapterWeights().decode(version).apply(query)).containsExactly(query);
    assertThat(driver.status(TrainDriver.COLLECTION).lastFailure())
        .isEqualTo("8 questions to train on, 20 are needed");
    assertThat(driver.status(TrainDriver.COLLECTION).waitingRequests()).isZero();
  }

  @Test
  void thereIsNothingToForgetWhereNoVersionWasEverMade() {
    // Given
    driver = new TrainDriver(stateDirectory, NEVER_BY_ITSELF);
    feed(2);

    // When
    driver.retrainWithout("d1");
    driver.advance(3);

    // Then
    assertThat(driver.versions()).isEmpty();
    assertThat(driver.status(TrainDriver.COLLECTION).waitingRequests()).isZero();
    assertThat(driver.requestDeadLetters.isEmpty()).isTrue();
  }

  @Test
  void aRequestToForgetADocumentThatIsThereAgainBecomesADeadLetter() {
    // Given
    driver = new TrainDriver(stateDirectory, NEVER_BY_ITSELF);
    feed(10);
    driver.retrainWithout("d4");

    // When
    driver.waitLong();

    // Then
    assertThat(driver.versions()).isEmpty();
    assertThat(
            DeadLetter.read(driver.requestDeadLetters.readRecord().headers())
                .orElseThrow()
                .reason())
        .isEqualTo(
            "2 nodes of documents that are to be forgotten are there; the request waited 600 s for"
                + " more");
  }

  @Test
  void aRequestThatNamesTooManyForgottenDocumentsBecomesADeadLetter() {
    // Given
    driver = new TrainDriver(stateDirectory, NEVER_BY_ITSELF);
    feed(10);

    // When
    driver.retrainWithout(
        IntStream.rangeClosed(0, 1_000).mapToObj(Integer::toString).toArray(String[]::new));
    driver.advance(3);

    // Then
    assertThat(
            DeadLetter.read(driver.requestDeadLetters.readRecord().headers())
                .orElseThrow()
                .reason())
        .isEqualTo("a request may name up to 1000 forgotten documents, not 1001");
    assertThat(driver.versions()).isEmpty();
  }

  @Test
  void afterItsStateWasLostACollectionGoesOnFromTheHighestVersionInTheTopic() {
    // Given
    driver = new TrainDriver(stateDirectory, NEVER_BY_ITSELF);
    driver.versionsBefore.put(TrainDriver.COLLECTION, 7L);
    feed(10);

    // When
    driver.bringIn(imported(ExampleFeed.DIMENSION, ""));
    driver.retrain(TrainDriver.COLLECTION);
    driver.advance(3);

    // Then
    List<AdapterCheckpoint> versions = driver.versions();
    assertThat(versions).extracting(AdapterCheckpoint::getVersion).containsExactly(8L, 9L);
    assertThat(versions.get(0).getLineage().getPreviousVersion()).isEqualTo(7);
  }

  private String weightsOfOneThatSaw(int nodes) {
    try (TrainDriver other = new TrainDriver(stateDirectory, NEVER_BY_ITSELF)) {
      for (int number = 0; number < nodes; number++) {
        other.send("n" + number, ExampleFeed.local(number, 4));
      }
      other.retrain(TrainDriver.COLLECTION);
      other.advance(3);
      return other.versions().get(0).getWeightsSha256();
    }
  }

  private void feed(int nodes) {
    for (int number = 0; number < nodes; number++) {
      driver.send("n" + number, ExampleFeed.local(number, 4));
    }
  }

  private static ImportRequest imported(int dimension, String baseModel) {
    byte[] weights = new AdapterWeights().encode(LinearAdapter.identity(dimension));
    return ImportRequest.newBuilder()
        .setWeights(ByteString.copyFrom(weights))
        .setWeightsSha256(Sha256.of(weights))
        .setBaseModelFingerprint(baseModel)
        .build();
  }
}
