package io.retune.trainer.train.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.retune.chassis.streams.LongWork;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.trainer.train.ExampleFeed;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens while a fit runs beside the stream thread. */
class LongFitsTest {

  private static final Map<String, String> SETTINGS =
      Map.of("whitened.steps", "20", "whitened.batch-size", "16");

  /** Whether a test has closed the driver itself. */
  private boolean closed;

  /** Fits that a test ends when it wants to. */
  private final Queue<Runnable> running = new ArrayDeque<>();

  @TempDir Path stateDirectory;

  private TrainDriver driver;

  @AfterEach
  void close() {
    if (!closed) {
      driver.close();
    }
  }

  @Test
  void examplesThatComeDuringAFitAreUnseenAfterwards() {
    // Given
    start(Long.MAX_VALUE);
    feed("feed", 0, 10);
    driver.advance(11);
    lookUpVersions();
    assertThat(driver.status("feed").training()).isTrue();
    feed("feed", 10, 13);

    // When
    endFit();
    driver.advance(1);

    // Then
    AdapterCheckpoint version = only(driver.versions());
    assertThat(version.getLineage().getNodes()).isEqualTo(10);
    assertThat(driver.status("feed").unseenExamples()).isEqualTo(12);
    assertThat(driver.status("feed").training()).isFalse();
  }

  @Test
  void examplesThatComeDuringAFitAreTrainedOnNext() {
    // Given
    start(Long.MAX_VALUE);
    feed("feed", 0, 10);
    driver.advance(11);
    lookUpVersions();
    feed("feed", 10, 13);
    endFit();
    driver.advance(11);

    // When
    endFit();
    driver.advance(1);

    // Then
    List<AdapterCheckpoint> versions = driver.versions();
    assertThat(versions).extracting(AdapterCheckpoint::getVersion).containsExactly(1L, 2L);
    assertThat(versions.get(1).getLineage().getNodes()).isEqualTo(13);
  }

  @Test
  void oneFitRunsAtATimeAndCollectionsTakeTurns() {
    // Given
    start(Long.MAX_VALUE);
    feed("a", 0, 10);
    feed("b", 0, 10);
    driver.advance(11);
    lookUpVersions();
    lookUpVersions();
    driver.retrain("a");
    driver.advance(1);
    assertThat(running).hasSize(1);

    // When
    for (int fit = 0; fit < 3; fit++) {
      endFit();
      driver.advance(2);
    }

    // Then
    assertThat(driver.versions())
        .extracting(AdapterCheckpoint::getCollection)
        .containsExactly("a", "b", "a");
  }

  @Test
  void aRequestThatComesDuringAFitIsAnsweredByAVersionOfItsOwn() {
    // Given
    start(Long.MAX_VALUE);
    feed("feed", 0, 10);
    driver.retrain("feed");
    driver.advance(1);
    lookUpVersions();
    feed("feed", 10, 12);
    driver.retrain("feed");

    // When
    for (int fit = 0; fit < 2; fit++) {
      endFit();
      driver.advance(2);
    }

    // Then
    List<AdapterCheckpoint> versions = driver.versions();
    assertThat(versions)
        .extracting(version -> version.getLineage().getNodes())
        .containsExactly(10, 12);
  }

  @Test
  void aFitThatRunsOutOfMemoryFailsItsCollectionAlone() {
    // Given
    start(Long.MAX_VALUE);
    feed("a", 0, 10);
    driver.advance(11);
    endFit();
    LongWork worker = new LongWork(Runnable::run);

    // When
    var failed =
        worker.offer(
            "b",
            () ->
                () -> {
                  throw new OutOfMemoryError("Java heap space");
                });

    // Then
    assertThat(failed.orElseThrow()).isCompletedExceptionally();
    assertThat(worker.offer("a", () -> () -> 1).orElseThrow()).isCompletedWithValue(1);
  }

  @Test
  void aFitThatIsOfferedWhileTheProcessStopsIsNoFailure() {
    // Given
    start(Long.MAX_VALUE);
    LongWork stopping =
        new LongWork(
            task -> {
              throw new RejectedExecutionException("stopped");
            });

    // When
    var offered = stopping.offer("a", () -> () -> 1);

    // Then
    assertThat(offered).isEmpty();
  }

  @Test
  void aCollectionWhoseVectorsTakeTooMuchMemoryFailsAloneWithAReason() {
    // Given: 10 nodes with 4 questions each, of 8 dimensions, have 1,600 bytes of vectors
    start(2_000);
    feed("small", 0, 10);
    feed("large", 0, 20);

    // When
    driver.advance(11);
    while (!running.isEmpty()) {
      endFit();
      driver.advance(2);
    }

    // Then
    assertThat(only(driver.versions()).getCollection()).isEqualTo("small");
    assertThat(driver.status("large").lastFailure())
        .isEqualTo(
            "the vectors that a fit needs take more than the 0 MB that this process has for them (12 nodes so far); give it a larger heap, or fewer steps or smaller batches in its recipe");
  }

  @Test
  void aFitOfMoreThanItsStepsCanSeeTakesASampleAndSaysHowMuchThereWas() {
    // Given: 20 steps of 16 questions see 320
    start(Long.MAX_VALUE);
    feed("feed", 0, 100);
    driver.advance(11);
    lookUpVersions();

    // When
    endFit();
    driver.advance(1);

    // Then
    AdapterCheckpoint version = only(driver.versions());
    assertThat(version.getRecipe().getSample().getLocalQuestions()).isEqualTo(320);
    assertThat(version.getLineage().getQuestions(0).getCount()).isEqualTo(320);
    assertThat(version.getLineage().getOfferedQuestions()).isEqualTo(400);
    assertThat(version.getLineage().getOfferedNodes()).isEqualTo(100);
  }

  @Test
  void aFitWhoseTaskIsClosedBeforeItReadsComesToNothing() {
    // Given
    start(Long.MAX_VALUE);
    feed("feed", 0, 10);
    driver.advance(11);
    lookUpVersions();
    driver.close();
    closed = true;

    // When
    ThrowingCallable fit = this::endFit;

    // Then
    assertThatCode(fit).doesNotThrowAnyException();
  }

  private void start(long maxVectorBytes) {
    driver = new TrainDriver(stateDirectory, SETTINGS, running::add, maxVectorBytes);
  }

  /** What comes before the first fit of a collection. */
  private void lookUpVersions() {
    running.remove().run();
    driver.advance(1);
  }

  private void endFit() {
    running.remove().run();
  }

  private void feed(String collection, int from, int to) {
    for (int number = from; number < to; number++) {
      driver.send(collection, "n" + number, ExampleFeed.local(number, 4));
    }
  }

  private static AdapterCheckpoint only(List<AdapterCheckpoint> versions) {
    assertThat(versions).hasSize(1);
    return versions.get(0);
  }
}
