package io.retune.adapter.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.BaseModel;
import io.retune.testing.TestBroker;
import io.retune.testing.TopicWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdapterFollowerTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final float[] QUERY = {3, 4};

  private static TestBroker broker;
  private static TopicWriter writer;

  @BeforeAll
  static void startBroker() {
    broker = TestBroker.start().withTopics(3);
    writer = new TopicWriter(broker.bootstrap());
  }

  @AfterAll
  static void stopBroker() {
    writer.close();
    broker.close();
  }

  @Test
  void withoutAReleaseTheBaseModelIsServed() throws InterruptedException {
    // Given
    try (AdapterFollower follower = AdapterFollower.of(broker.bootstrap(), "empty").start()) {

      // When
      boolean known = follower.awaitFirst(TIMEOUT);

      // Then
      assertThat(known).isTrue();
      assertThat(follower.current()).isEqualTo(AdapterVersion.unreleased("empty"));
      assertThat(follower.apply(QUERY)).containsExactly(new float[] {0.6f, 0.8f}, within(1e-7f));
    }
  }

  @Test
  void lastReleaseIsServedAtOnceAndOlderOnesAreNeverSeen() throws InterruptedException {
    // Given
    Queue<Long> seen = new ConcurrentLinkedQueue<>();
    for (int version = 1; version <= 5; version++) {
      release(Releases.diagonal("last", version, version, 1));
      release(Releases.diagonal("other", version, 9, 9));
    }
    try (AdapterFollower follower =
        AdapterFollower.of(broker.bootstrap(), "last")
            .onChange(version -> seen.add(version.version()))
            .start()) {

      // When
      follower.awaitFirst(TIMEOUT);

      // Then
      assertThat(follower.current().version()).isEqualTo(5);
      assertThat(follower.apply(QUERY)).containsExactly(Releases.unit(15, 4), within(1e-6f));
      assertThat(seen).containsExactly(5L);
    }
  }

  @Test
  void readersNeverSeeHalfASwap() throws Exception {
    // Given
    release(Releases.diagonal("swap", 1, 1, 1));
    AtomicBoolean ended = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(2);
    try (AdapterFollower follower = AdapterFollower.of(broker.bootstrap(), "swap").start()) {
      follower.awaitFirst(TIMEOUT);
      List<Future<Long>> counts =
          List.of(
              readers.submit(() -> readUntil(ended, follower)),
              readers.submit(() -> readUntil(ended, follower)));

      // When
      for (int version = 2; version <= 30; version++) {
        release(Releases.diagonal("swap", version, version, 1));
      }
      await().atMost(TIMEOUT).until(() -> follower.current().version() == 30);
      ended.set(true);

      // Then
      for (Future<Long> count : counts) {
        assertThat(count.get()).isPositive();
      }
    } finally {
      readers.shutdownNow();
    }
  }

  private static long readUntil(AtomicBoolean ended, AdapterFollower follower) {
    long reads = 0;
    while (!ended.get()) {
      ServedAdapter served = follower.served();
      assertThat(served.adapter().apply(QUERY))
          .containsExactly(Releases.unit(3 * served.version().version(), 4), within(1e-6f));
      reads++;
    }
    return reads;
  }

  @Test
  void releaseForAnotherBaseModelIsRefusedAndTheOneBeforeStays() throws InterruptedException {
    // Given
    AdapterRelease other = Releases.diagonal("bases", 2, 7, 1);
    AdapterCheckpoint checkpoint =
        other.getCheckpoint().toBuilder()
            .setBaseModel(
                BaseModel.newBuilder().setName("other").setDimension(2).setFingerprint("else"))
            .build();
    release(Releases.diagonal("bases", 1, 1, 1));
    try (AdapterFollower follower =
        AdapterFollower.of(broker.bootstrap(), "bases").baseModel(Releases.BASE_MODEL).start()) {
      follower.awaitFirst(TIMEOUT);

      // When
      release(other.toBuilder().setCheckpoint(checkpoint).build());

      // Then
      await().atMost(TIMEOUT).until(() -> follower.refused().isPresent());
      assertThat(follower.refused())
          .contains(
              new RefusedRelease(
                  2, "it belongs to the base model other (else), not to base-fingerprint"));
      assertThat(follower.current().version()).isEqualTo(1);
      assertThat(follower.apply(QUERY)).containsExactly(new float[] {0.6f, 0.8f}, within(1e-7f));
    }
  }

  @Test
  void damagedReleasesAreRefusedUntilAGoodOneComes() throws InterruptedException {
    // Given
    AdapterRelease damaged =
        Releases.diagonal("damaged", 2, 5, 1).toBuilder()
            .setCheckpoint(
                Releases.diagonal("damaged", 2, 5, 1).getCheckpoint().toBuilder()
                    .setWeightsSha256("00"))
            .build();
    release(Releases.diagonal("damaged", 1, 1, 1));
    writer.writeBytes(Topics.ADAPTER_RELEASES, "damaged", new byte[] {1, 2, 3});
    release(damaged);
    try (AdapterFollower follower = AdapterFollower.of(broker.bootstrap(), "damaged").start()) {
      follower.awaitFirst(TIMEOUT);
      Optional<RefusedRelease> refused = follower.refused();
      AdapterVersion servedMeanwhile = follower.current();

      // When
      release(Releases.diagonal("damaged", 3, 1, 2));

      // Then
      assertThat(refused).map(RefusedRelease::version).contains(2L);
      assertThat(servedMeanwhile.isBase()).isTrue();
      await().atMost(TIMEOUT).until(() -> follower.current().version() == 3);
      assertThat(follower.refused()).isEmpty();
    }
  }

  @Test
  void rollbackServesTheBaseModelAndATombstoneToo() throws InterruptedException {
    // Given
    Queue<Long> seen = new ConcurrentLinkedQueue<>();
    release(Releases.diagonal("rollback", 4, 2, 1));
    try (AdapterFollower follower =
        AdapterFollower.of(broker.bootstrap(), "rollback")
            .onChange(version -> seen.add(version.version()))
            .onChange(
                version -> {
                  throw new IllegalStateException("a listener that fails");
                })
            .start()) {
      follower.awaitFirst(TIMEOUT);

      // When
      release(AdapterRelease.newBuilder().setCollection("rollback").build());
      await().atMost(TIMEOUT).until(() -> follower.current().isBase());
      release(Releases.diagonal("rollback", 5, 2, 1));
      await().atMost(TIMEOUT).until(() -> follower.current().version() == 5);
      writer.delete(Topics.ADAPTER_RELEASES, "rollback");
      await().atMost(TIMEOUT).until(() -> follower.current().isBase());

      // Then
      assertThat(seen).containsExactly(4L, 0L, 5L, 0L);
      assertThat(follower.apply(QUERY)).containsExactly(new float[] {0.6f, 0.8f}, within(1e-7f));
    }
  }

  private static void release(AdapterRelease release) {
    writer.write(Topics.ADAPTER_RELEASES, release.getCollection(), release);
  }
}
