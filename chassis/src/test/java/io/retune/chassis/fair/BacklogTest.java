package io.retune.chassis.fair;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.lag.DoneOffsets;
import io.retune.schemas.lag.OffsetRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final TurnSize TURN = new TurnSize(8, 10_000);
  private static final int GENERATION = 3;

  private final SimulatedTopic topic = new SimulatedTopic();
  private final Room room = new Room(1 << 20, 1_000);
  private final Backlog backlog = new Backlog(TURN, room);

  @Test
  void givesASmallCollectionItsTurnBesideABacklog() {
    // Given
    topic.add("big/n", 100, 1);
    topic.add("small/a", "big/query-x");
    topic.noteAll(backlog, GENERATION);

    // When
    List<String> keys = keys(take());

    // Then: a share of each, and the query of the collection with the backlog is among them
    assertThat(keys).containsExactly("big/n0", "big/n1", "small/a", "big/query-x");
  }

  @Test
  void givesACollectionThatIsAloneAFullTurn() {
    // Given
    topic.add("big/n", 100, 1);
    topic.noteAll(backlog, GENERATION);

    // When
    List<String> keys = keys(take());

    // Then
    assertThat(keys).hasSize(8);
    assertThat(topic.read()).isZero();
  }

  @Test
  void letsManyCollectionsTakeTurns() {
    // Given
    for (int i = 0; i < 10; i++) {
      topic.add("c" + i + "/n", 3, 1);
    }
    topic.noteAll(backlog, GENERATION);

    // When
    List<String> first = keys(doNext());
    List<String> second = keys(doNext());
    List<String> third = keys(doNext());

    // Then
    assertThat(first).startsWith("c0/n0", "c0/n1").hasSize(8);
    assertThat(second).startsWith("c4/n0", "c4/n1").hasSize(8);
    assertThat(third).startsWith("c8/n0", "c8/n1", "c9/n0", "c9/n1", "c0/n2");
  }

  @Test
  void commitsWhatIsDoneAboveTheLowestOffset() {
    // Given
    topic.add("big/n", 100, 1);
    topic.add("small/a");
    topic.mark();
    topic.noteAll(backlog, GENERATION);

    // When
    topic.commit(take());

    // Then: the mark behind the last record is done with it
    assertThat(DoneOffsets.of(topic.committed()))
        .isEqualTo(new DoneOffsets(2, List.of(new OffsetRange(100, 102))));
  }

  @Test
  void doesNothingTwiceAfterARestart() {
    // Given
    topic.add("big/n", 20, 1);
    topic.add("small/a", "small/b");
    topic.noteAll(backlog, GENERATION);
    List<String> done = keys(doNext());
    Backlog restarted = new Backlog(TURN, new Room(1 << 20, 1_000));
    topic.readFromCommitted();
    topic.noteAll(restarted, GENERATION + 1);

    // When
    List<String> rest = new ArrayList<>();
    for (Optional<Turn> turn = restarted.take(topic);
        turn.isPresent();
        turn = restarted.take(topic)) {
      rest.addAll(keys(turn.get()));
      topic.commit(turn.get());
      restarted.done(turn.get());
    }

    // Then
    assertThat(done).contains("small/a", "small/b");
    assertThat(rest).hasSize(20 + 2 - done.size()).doesNotContainAnyElementsOf(done);
    assertThat(topic.committed().offset()).isEqualTo(topic.end());
    assertThat(topic.committed().metadata()).isEmpty();
  }

  @Test
  void forgetsWhatItHeldWhenTheGroupHasChanged() {
    // Given
    topic.add("big/n", 20, 1);
    topic.noteAll(backlog, GENERATION);
    Turn before = take();
    topic.readFromCommitted();
    topic.noteAll(backlog, GENERATION + 1);

    // When: the turn of before ends
    backlog.done(before);

    // Then
    assertThat(keys(take())).isEqualTo(keys(before));
  }

  @Test
  void takesNoMoreOfAGenerationThatItLeft() {
    // Given
    topic.add("big/n", 20, 1);
    topic.note(backlog, GENERATION, 10);
    backlog.leave(GENERATION);

    // When
    topic.noteAll(backlog, GENERATION);

    // Then
    assertThat(backlog.take(topic)).isEmpty();
    assertThat(backlog.room()).isCompleted();
  }

  @Test
  void beginsAgainWhereTheConsumerIsSetBack() {
    // Given
    topic.add("big/n", 10, 1);
    topic.noteAll(backlog, GENERATION);
    List<String> first = keys(doNext());
    Turn underWay = take();

    // When
    topic.readFromTheStart();
    topic.noteAll(backlog, GENERATION);
    backlog.done(underWay);

    // Then
    assertThat(keys(take())).isEqualTo(first);
  }

  @Test
  void hasWhatWasNotWrittenDoneAgainInOrder() {
    // Given
    topic.add("big/n", 20, 1);
    topic.noteAll(backlog, GENERATION);
    Turn notWritten = take();

    // When
    backlog.giveBack(notWritten);

    // Then
    assertThat(keys(take())).isEqualTo(keys(notWritten));
  }

  @Test
  void readsAgainWhatItHasNoMemoryFor() {
    // Given: memory for a few records
    Backlog small = new Backlog(TURN, new Room(3_000, 1_000));
    topic.add("big/n", 100, 100);
    topic.add("small/n", 10, 100);
    topic.noteAll(small, GENERATION);

    // When
    List<String> done = doAll(small);

    // Then
    assertThat(done).hasSize(110).doesNotHaveDuplicates();
    assertThat(topic.read()).isPositive();
    assertThat(small.offsets()).isZero();
    assertThat(small.lanes()).isZero();
  }

  @Test
  void losesNothingWhenTheGroupChangesWhileRecordsAreReadAgain() {
    // Given: what was given back is read again
    topic.add("big/n", 20, 1);
    topic.noteAll(backlog, GENERATION);
    backlog.giveBack(take());
    RecordSource meanwhile =
        (partition, range) -> {
          topic.readFromCommitted();
          topic.noteAll(backlog, GENERATION + 1);
          return topic.read(partition, range);
        };

    // When
    Optional<Turn> ofBefore = backlog.take(meanwhile);

    // Then
    assertThat(ofBefore).isEmpty();
    assertThat(doAll(backlog))
        .isEqualTo(topic.records().stream().map(ConsumerRecord::key).toList());
  }

  @Test
  void doublesNothingWhenTheConsumerIsSetBackWhileRecordsAreReadAgain() {
    // Given
    topic.add("big/n", 20, 1);
    topic.noteAll(backlog, GENERATION);
    backlog.giveBack(take());
    RecordSource meanwhile =
        (partition, range) -> {
          topic.readFromTheStart();
          topic.noteAll(backlog, GENERATION);
          return topic.read(partition, range);
        };

    // When
    Turn turn = backlog.take(meanwhile).orElseThrow();
    backlog.done(turn);
    List<String> done = Stream.concat(keys(turn).stream(), doAll(backlog).stream()).toList();

    // Then
    assertThat(done).isEqualTo(topic.records().stream().map(ConsumerRecord::key).toList());
  }

  @Test
  void readsNoFurtherWhenThereAreTooManyRanges() {
    // Given
    Backlog small = new Backlog(TURN, new Room(1 << 20, 10));
    for (int i = 0; i < 10; i++) {
      topic.add("a/n" + i, "b/n" + i);
    }
    topic.noteAll(small, GENERATION);
    assertThat(small.room()).isNotCompleted();

    // When
    doAll(small);

    // Then
    assertThat(small.room()).isCompleted();
  }

  @Test
  void worksAtTheLowEndWhenTheMetadataGrowsTooLong() {
    // Given: a collection's records lie each alone among those of another, whose share is smaller
    for (int i = 0; i < 2_000; i++) {
      topic.add("big/n" + i + "a", "big/n" + i + "b", "big/n" + i + "c", "small/n" + i);
    }
    Backlog large = new Backlog(TURN, new Room(1 << 20, 10_000));
    topic.noteAll(large, GENERATION);

    // When
    int longest = 0;
    List<String> done = new ArrayList<>();
    for (Optional<Turn> turn = large.take(topic); turn.isPresent(); turn = large.take(topic)) {
      topic.commit(turn.get());
      longest = Math.max(longest, topic.committed().metadata().length());
      large.done(turn.get());
      done.addAll(keys(turn.get()));
    }

    // Then
    assertThat(longest).isBetween(2_000, 4_000);
    assertThat(done).hasSize(8_000).doesNotHaveDuplicates();
    assertThat(topic.committed().offset()).isEqualTo(topic.end());
  }

  @Test
  void countsTombstonesAsNoWork() {
    // Given
    for (int i = 0; i < 20; i++) {
      topic.delete("gone/n" + i);
    }
    topic.add("gone/m", 20, 1);
    topic.noteAll(backlog, GENERATION);

    // When / Then
    assertThat(keys(take())).hasSize(28);
  }

  @Test
  void givesALargeRecordATurnOfItsOwn() {
    // Given
    topic.add("a/small");
    topic.add("b/large", 1, 20_000);
    topic.add("a/late");
    topic.noteAll(backlog, GENERATION);

    // When / Then
    assertThat(keys(doNext())).containsExactly("a/small", "a/late");
    assertThat(keys(doNext())).containsExactly("b/large");
  }

  @Test
  void doesEachRecordOnceAndInOrderWhateverHappens() {
    for (int seed = 0; seed < 60; seed++) {
      // Given
      Random random = new Random(seed);
      SimulatedTopic any = new SimulatedTopic();
      for (int i = 0; i < 300; i++) {
        append(any, random, i);
      }
      Backlog current = new Backlog(TURN, new Room(1_500, 40));
      int[] generation = {0};
      List<ConsumerRecord<String, byte[]>> done = new ArrayList<>();

      // When: it is read and worked on by turns, and the group changes now and then
      while (any.committed() == null || any.committed().offset() < any.end()) {
        if (current.room().toCompletableFuture().isDone()) {
          any.note(current, generation[0], 1 + random.nextInt(30));
        }
        Backlog reading = current;
        Optional<Turn> turn =
            current.take(
                (partition, range) -> {
                  if (random.nextInt(20) == 0) {
                    any.readFromCommitted();
                    any.note(reading, ++generation[0], 1 + random.nextInt(30));
                  }
                  return any.read(partition, range);
                });
        int chance = random.nextInt(20);
        if (turn.isPresent() && chance > 2) {
          any.commit(turn.get());
          done.addAll(turn.get().batch().records());
          current.done(turn.get());
        } else if (turn.isPresent() && chance == 2) {
          current.giveBack(turn.get());
        } else if (chance < 2) {
          generation[0]++;
          any.readFromCommitted();
          current = chance == 0 ? new Backlog(TURN, new Room(1_500, 40)) : current;
          current.leave(generation[0] - 1);
        }
      }

      // Then
      assertThat(done).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(any.records());
      Set<Lane> lanes = new HashSet<>();
      done.forEach(record -> lanes.add(Lane.of(record.key())));
      for (Lane lane : lanes) {
        assertThat(done)
            .filteredOn(record -> Lane.of(record.key()).equals(lane))
            .as("seed %d, %s", seed, lane)
            .isSortedAccordingTo(Comparator.comparingLong(ConsumerRecord::offset));
      }
    }
  }

  private static void append(SimulatedTopic any, Random random, int number) {
    String collection = random.nextInt(3) == 0 ? "c" + random.nextInt(6) : "big";
    switch (random.nextInt(10)) {
      case 0 -> any.delete(collection + "/n" + number);
      case 1 -> any.add("not a key of ours");
      case 2 -> any.add(collection + "/query-" + number);
      default -> any.add(collection + "/n", 1, random.nextInt(200));
    }
    if (number == 299) {
      any.add("last/one");
    } else if (random.nextInt(5) == 0) {
      any.mark();
    }
  }

  private Turn take() {
    return backlog.take(topic).orElseThrow();
  }

  private Turn doNext() {
    Turn turn = take();
    topic.commit(turn);
    backlog.done(turn);
    return turn;
  }

  private List<String> doAll(Backlog of) {
    List<String> done = new ArrayList<>();
    for (Optional<Turn> turn = of.take(topic); turn.isPresent(); turn = of.take(topic)) {
      topic.commit(turn.get());
      of.done(turn.get());
      done.addAll(keys(turn.get()));
    }
    return done;
  }

  private static List<String> keys(Turn turn) {
    return turn.batch().records().stream().map(ConsumerRecord::key).toList();
  }
}
