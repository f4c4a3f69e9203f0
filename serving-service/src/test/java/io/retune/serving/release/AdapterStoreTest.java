package io.retune.serving.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.retune.adapter.Adapter;
import io.retune.chassis.kafka.CheckpointLog;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.BaseModel;
import io.retune.serving.SampleReleases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AdapterStoreTest {
  private static final BaseModel BASE_MODEL =
      BaseModel.newBuilder().setName("base").setDimension(4).setFingerprint("f").build();

  private static final long ROOM_FOR_THREE =
      3L * SampleReleases.turning("a", 100, BASE_MODEL).getSerializedSize();

  private final List<Long> read = new ArrayList<>();

  /** Versions 1 to 100, as a topic has them. */
  private final CheckpointLog log =
      (collection, version) -> {
        read.add(version);
        return version <= 100
            ? Optional.of(SampleReleases.turning(collection, version, BASE_MODEL))
            : Optional.empty();
      };

  private final AdapterStore store =
      new AdapterStore(log, "f", ROOM_FOR_THREE, Duration.ofSeconds(5));

  @Test
  void readsAVersionOnce() {
    // When
    Optional<Adapter> first = store.find("a", 1);
    Optional<Adapter> again = store.find("a", 1);

    // Then
    assertThat(again.orElseThrow()).isSameAs(first.orElseThrow());
    assertThat(first.orElseThrow().apply(new float[] {1, 0, 0, 0})).containsExactly(0, 0, 0, 1);
    assertThat(read).containsExactly(1L);
  }

  @Test
  void keepsNoMoreThanItHasRoomFor() {
    // Given
    for (long version = 1; version <= 100; version++) {
      store.find("a", version);
    }
    read.clear();

    // When
    for (long version = 1; version <= 100; version++) {
      store.find("a", version);
    }

    // Then
    assertThat(read.size()).isBetween(97, 100);
  }

  @Test
  void aVersionThatThereIsNotIsNotLookedForAgainAtOnce() {
    // When
    Optional<Adapter> first = store.find("a", 101);
    Optional<Adapter> again = store.find("a", 101);

    // Then
    assertThat(first).isEmpty();
    assertThat(again).isEmpty();
    assertThat(read).containsExactly(101L);
  }

  @Test
  void onlyAFewWaitForTheirTurnToRead() throws Exception {
    // Given
    CountDownLatch mayRead = new CountDownLatch(1);
    CheckpointLog slow =
        (collection, version) -> {
          try {
            mayRead.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Optional.empty();
        };
    AdapterStore busy = new AdapterStore(slow, "f", ROOM_FOR_THREE, Duration.ofMinutes(1));
    ExecutorService callers = Executors.newFixedThreadPool(20);

    // When
    List<Future<Optional<Adapter>>> answers =
        LongStream.rangeClosed(1, 20)
            .mapToObj(version -> callers.submit(() -> busy.find("a", version)))
            .toList();
    await().until(() -> answers.stream().filter(Future::isDone).count() == 15);

    // Then
    mayRead.countDown();
    callers.shutdown();
    assertThat(callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    long refused = answers.stream().filter(AdapterStoreTest::isRefused).count();
    assertThat(refused).isEqualTo(15);
  }

  private static boolean isRefused(Future<Optional<Adapter>> answer) {
    try {
      return answer.get().isPresent();
    } catch (ExecutionException e) {
      return e.getCause() instanceof StoreBusyException;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aVersionOfAnotherBaseModelIsRefusedByName() {
    // Given
    AdapterStore other = new AdapterStore(log, "g", ROOM_FOR_THREE, Duration.ofSeconds(5));

    // When, Then
    assertThatThrownBy(() -> other.find("a", 1))
        .isInstanceOf(ReleaseRefusedException.class)
        .hasMessageContaining("it belongs to the base model base (f), not to g");
  }

  @Test
  void aDamagedVersionIsRefused() {
    // Given
    CheckpointLog damaged =
        (collection, version) ->
            Optional.of(
                AdapterCheckpoint.newBuilder(
                        SampleReleases.turning(collection, version, BASE_MODEL))
                    .setWeightsSha256("0")
                    .build());

    // When, Then
    assertThatThrownBy(
            () ->
                new AdapterStore(damaged, "f", ROOM_FOR_THREE, Duration.ofSeconds(5)).find("a", 1))
        .isInstanceOf(ReleaseRefusedException.class)
        .hasMessageContaining("the weights have the hash");
  }
}
