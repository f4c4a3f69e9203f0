package io.retune.chassis.fair;

import io.retune.chassis.batch.PolledBatch;
import io.retune.schemas.lag.DoneOffsets;
import io.retune.schemas.lag.OffsetRange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What of a consumer's partitions is not done, lane by lane, and whose turn it is. One thread notes
 * what is read, another takes turns, one at a time; both may be at it at once. Each offset that is
 * noted is of one lane: one without a record, such as the mark of a transaction, is of the lane of
 * a neighbour.
 */
final class Backlog {
  /** Of metadata, with room for what a turn adds to it, below the 4,096 of brokers. */
  private static final int LONG_METADATA = 2_500;

  private final TurnSize size;
  private final Room room;
  private final Map<TopicPartition, PartitionProgress> partitions = new HashMap<>();

  /** In the order of their turns. */
  private final Map<Lane, LaneQueue> lanes = new LinkedHashMap<>();

  /** Partitions of which offsets without records are done that are not committed yet. */
  private final Set<TopicPartition> passed = new HashSet<>();

  private int generation = Integer.MIN_VALUE;
  private boolean left;
  private CompletableFuture<Void> roomAgain = CompletableFuture.completedFuture(null);

  Backlog(TurnSize size, Room room) {
    this.size = Objects.requireNonNull(size, "size");
    this.room = Objects.requireNonNull(room, "room");
  }

  /**
   * The partitions of which is to be known what the group has done before their records are noted:
   * those that are new in this generation of the group, and those that are read again.
   */
  synchronized Set<TopicPartition> unknown(ConsumerRecords<String, byte[]> polled, int ofGroup) {
    Set<TopicPartition> unknown = new HashSet<>(polled.partitions());
    if (ofGroup == generation) {
      unknown.removeIf(partition -> isKnown(partition, first(polled, partition)));
    }
    return unknown;
  }

  /**
   * Notes records that were read. Where the group has changed since the last ones, those are
   * forgotten: the consumer reads on from what is committed.
   *
   * @param ofGroup the generation of the group in which they were read
   * @param committed of the partitions that were unknown, where there is anything
   */
  synchronized void note(
      ConsumerRecords<String, byte[]> polled,
      int ofGroup,
      Map<TopicPartition, OffsetAndMetadata> committed) {
    if (ofGroup < generation || (left && ofGroup == generation)) {
      return;
    }
    if (ofGroup > generation) {
      clear();
      generation = ofGroup;
      left = false;
    }
    for (TopicPartition partition : polled.partitions()) {
      long first = first(polled, partition);
      if (!isKnown(partition, first)) {
        lanes.values().forEach(queue -> queue.remove(partition));
        lanes.values().removeIf(LaneQueue::isEmpty);
        passed.remove(partition);
        partitions.put(partition, PartitionProgress.from(first, committed.get(partition)));
      }
      note(partition, polled.records(partition), polled.nextOffsets().get(partition));
    }
    if (room.isFull() && roomAgain.isDone()) {
      roomAgain = new CompletableFuture<>();
    }
    notifyAll();
  }

  /** Completed as soon as more may be noted. */
  synchronized CompletionStage<Void> room() {
    return roomAgain;
  }

  /** Lanes that wait. */
  synchronized int lanes() {
    return lanes.size();
  }

  /** Offsets that wait. */
  synchronized long offsets() {
    return lanes.values().stream().mapToLong(LaneQueue::offsets).sum();
  }

  /** Waits until something is noted, but not for longer than this; not at all where lanes wait. */
  synchronized void await(long millis) throws InterruptedException {
    if (lanes.isEmpty()) {
      wait(millis);
    }
  }

  /**
   * Takes records of the lanes whose turn it is: a full turn of one that is alone, a share of each
   * where there are more. What is not in memory is read, which blocks.
   *
   * @return empty where there are none
   */
  Optional<Turn> take(RecordSource source) {
    TurnDraft draft;
    Optional<TopicPartition> crowded;
    List<Lane> turns;
    synchronized (this) {
      crowded = crowded();
      turns = crowded.map(this::lowest).orElseGet(() -> List.copyOf(lanes.keySet()));
      draft = new TurnDraft(size, generation);
    }
    TurnSize share = turns.size() > 1 ? size.share() : size;
    for (Lane lane : turns) {
      if (draft.isFull()) {
        break;
      }
      TurnRoom ofLane = new TurnRoom(share);
      Optional<Missing> missing = move(lane, crowded, ofLane, draft);
      while (missing.isPresent()) {
        refill(missing.get(), source.read(missing.get().partition(), missing.get().range()), draft);
        missing = move(lane, crowded, ofLane, draft);
      }
    }
    return turn(draft);
  }

  /** The turn's records are done, and that is committed. */
  synchronized void done(Turn turn) {
    if (turn.batch().generation() == generation) {
      passed.clear();
      finish(turn.taken());
    }
  }

  /** The turn's records are not done: they are the next of their lanes again. */
  synchronized void giveBack(Turn turn) {
    if (turn.batch().generation() == generation) {
      turn.taken()
          .forEach(
              (place, ranges) -> {
                if (isCurrent(place)) {
                  lanes
                      .computeIfAbsent(place.lane(), added -> new LaneQueue(room))
                      .of(place.partition())
                      .giveBack(ranges);
                }
              });
    }
  }

  /** The group has gone on from a generation: what was read in it is somebody's to read again. */
  synchronized void leave(int ofGroup) {
    if (ofGroup == generation) {
      clear();
      left = true;
    }
  }

  private boolean isKnown(TopicPartition partition, long first) {
    PartitionProgress progress = partitions.get(partition);
    return progress != null && first >= progress.end();
  }

  private static long first(ConsumerRecords<String, byte[]> polled, TopicPartition partition) {
    return polled.records(partition).get(0).offset();
  }

  private void note(
      TopicPartition partition,
      List<ConsumerRecord<String, byte[]>> records,
      OffsetAndMetadata next) {
    PartitionProgress progress = partitions.get(partition);
    HeldRecords last = null;
    for (ConsumerRecord<String, byte[]> record : records) {
      OffsetRange range = progress.noteTo(record.offset() + 1);
      if (progress.done().contains(record.offset())) {
        last = null;
        pass(partition, progress, range);
      } else {
        Lane lane = Lane.of(record.key());
        last = lanes.computeIfAbsent(lane, added -> new LaneQueue(room)).of(partition);
        last.note(range, record);
      }
    }
    // The consumer knows of the end marks of transactions behind the last record.
    if (next != null && next.offset() > progress.end()) {
      OffsetRange behind = progress.noteTo(next.offset());
      if (last == null) {
        pass(partition, progress, behind);
      } else {
        last.extend(behind.to());
      }
    }
  }

  private void pass(TopicPartition partition, PartitionProgress progress, OffsetRange range) {
    progress.add(range);
    passed.add(partition);
  }

  /** A partition whose metadata grows too long, so that its lowest offsets have to come first. */
  private Optional<TopicPartition> crowded() {
    return partitions.entrySet().stream()
        .filter(each -> each.getValue().done().metadataLength() > LONG_METADATA)
        .map(Map.Entry::getKey)
        .filter(partition -> !lowest(partition).isEmpty())
        .findFirst();
  }

  private List<Lane> lowest(TopicPartition partition) {
    long next = partitions.get(partition).done().next();
    return lanes.entrySet().stream()
        .filter(each -> each.getValue().beginsWith(partition, next))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What has to be read before a lane can go on. */
  private record Missing(
      Lane lane, TopicPartition partition, HeldRecords held, OffsetRange range) {}

  /**
   * Moves records from a lane's memory into a turn, and the lane to the end of the order. None that
   * were noted after the group has changed: their turn is the next.
   *
   * @param only the partition that they may be of, where not any
   * @return what has to be read first, where the turn has room for more
   */
  private synchronized Optional<Missing> move(
      Lane lane, Optional<TopicPartition> only, TurnRoom share, TurnDraft draft) {
    if (draft.generation() != generation) {
      return Optional.empty();
    }
    LaneQueue queue = lanes.get(lane);
    while (queue != null && !share.isFull() && !draft.isFull()) {
      Optional<TopicPartition> next = only.isPresent() ? only.filter(queue::has) : queue.next();
      if (next.isEmpty()) {
        break;
      }
      TopicPartition partition = next.get();
      HeldRecords held = queue.of(partition);
      if (held.missing().isPresent()) {
        return Optional.of(new Missing(lane, partition, held, held.missing().get()));
      }
      draft.takeFrom(held, new Turn.Place(lane, partition, partitions.get(partition)), share);
      if (held.hasNext()) {
        break;
      }
      queue.dropEmpty();
    }
    passOn(lane, queue, share);
    return Optional.empty();
  }

  private void passOn(Lane lane, LaneQueue queue, TurnRoom share) {
    if (queue == null) {
      return;
    }
    queue.dropEmpty();
    if (queue.isEmpty()) {
      lanes.remove(lane);
    } else if (share.isUsed()) {
      queue.passOn();
      lanes.remove(lane);
      lanes.put(lane, queue);
    }
  }

  private synchronized void refill(Missing missing, RecordSource.Chunk chunk, TurnDraft draft) {
    LaneQueue queue = lanes.get(missing.lane());
    if (queue == null || !queue.holds(missing.partition(), missing.held())) {
      // The group has changed, or the partition is read again, while this was read.
      return;
    }
    for (LaneQueue other : lanes.values()) {
      if (room.isOverfull() && other != queue) {
        other.drop();
      }
    }
    List<OffsetRange> without = missing.held().refill(chunk);
    draft.pass(
        new Turn.Place(missing.lane(), missing.partition(), partitions.get(missing.partition())),
        without);
  }

  private synchronized Optional<Turn> turn(TurnDraft draft) {
    Map<Turn.Place, List<OffsetRange>> taken = new LinkedHashMap<>(draft.taken());
    taken.keySet().removeIf(place -> !isCurrent(place));
    if (draft.generation() != generation || taken.isEmpty()) {
      return Optional.empty();
    }
    if (draft.records().isEmpty()) {
      taken.keySet().forEach(place -> passed.add(place.partition()));
      finish(taken);
      return Optional.empty();
    }
    return Optional.of(new Turn(new PolledBatch(draft.records(), next(taken), generation), taken));
  }

  /** What the group has done when the offsets that were taken are done. */
  private Map<TopicPartition, OffsetAndMetadata> next(Map<Turn.Place, List<OffsetRange>> taken) {
    Map<TopicPartition, DoneOffsets> next = new HashMap<>();
    passed.forEach(partition -> next.put(partition, partitions.get(partition).done()));
    taken.forEach(
        (place, ranges) -> {
          DoneOffsets done = next.getOrDefault(place.partition(), place.progress().done());
          for (OffsetRange range : ranges) {
            done = done.with(range);
          }
          next.put(place.partition(), done);
        });
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    next.forEach((partition, done) -> committed.put(partition, done.committed()));
    return committed;
  }

  private void finish(Map<Turn.Place, List<OffsetRange>> taken) {
    taken.forEach(
        (place, ranges) -> {
          if (isCurrent(place)) {
            ranges.forEach(place.progress()::add);
          }
        });
    if (!room.isFull()) {
      roomAgain.complete(null);
    }
  }

  private boolean isCurrent(Turn.Place place) {
    return partitions.get(place.partition()) == place.progress();
  }

  private void clear() {
    lanes.values().forEach(LaneQueue::clear);
    lanes.clear();
    partitions.clear();
    passed.clear();
    roomAgain.complete(null);
  }
}
