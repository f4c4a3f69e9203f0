package io.retune.chassis.fair;

import io.retune.schemas.lag.OffsetRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A lane's records of one partition that nobody has taken yet, in order: their offsets, and the
 * first of them in memory. Not thread-safe.
 */
final class HeldRecords {
  /** Of a record beside its key and value. */
  private static final int ENVELOPE_BYTES = 200;

  private final Room room;
  private final Deque<OffsetRange> ranges = new ArrayDeque<>();
  private final Deque<ConsumerRecord<String, byte[]>> held = new ArrayDeque<>();

  /** All records of the ranges below this offset are in memory. */
  private long heldTo;

  private long takenTo;
  private long bytes;

  HeldRecords(Room room) {
    this.room = room;
  }

  /** What a record takes in memory. */
  static long bytes(ConsumerRecord<String, byte[]> record) {
    return ENVELOPE_BYTES
        + Math.max(0, record.serializedKeySize())
        + Math.max(0, record.serializedValueSize());
  }

  /** Notes a record, which is held where there is room and nothing before it is missing. */
  void note(OffsetRange range, ConsumerRecord<String, byte[]> record) {
    boolean complete = ranges.isEmpty() || heldTo >= ranges.getLast().to();
    if (ranges.isEmpty()) {
      heldTo = range.from();
    }
    append(range);
    if (complete && room.hasRoom(bytes)) {
      hold(record);
      heldTo = range.to();
    }
  }

  /** The last range goes on to an offset; no records are between. */
  void extend(long to) {
    OffsetRange last = ranges.removeLast();
    ranges.add(new OffsetRange(last.from(), to));
    if (heldTo >= last.to()) {
      heldTo = to;
    }
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** The lowest offset that nobody has taken. */
  long first() {
    return ranges.getFirst().from();
  }

  /** How many offsets there are. */
  long offsets() {
    return ranges.stream().mapToLong(OffsetRange::size).sum();
  }

  /** What is to be read before more can be taken; empty where the next record is in memory. */
  Optional<OffsetRange> missing() {
    return held.isEmpty() && !ranges.isEmpty()
        ? Optional.of(new OffsetRange(ranges.getFirst().from(), ranges.getLast().to()))
        : Optional.empty();
  }

  /**
   * Adds what was missing.
   *
   * @return ranges in which there are no records, and which are done therefore
   */
  List<OffsetRange> refill(RecordSource.Chunk chunk) {
    chunk.records().stream().filter(record -> isOpen(record.offset())).forEach(this::hold);
    heldTo = chunk.next();
    takenTo = held.isEmpty() ? heldTo : held.getFirst().offset();
    return release();
  }

  private boolean isOpen(long offset) {
    for (OffsetRange range : ranges) {
      if (offset < range.to()) {
        return offset >= range.from();
      }
    }
    return false;
  }

  /** Whether the next record is in memory. */
  boolean hasNext() {
    return !held.isEmpty();
  }

  /** The next record, where it is in memory. */
  ConsumerRecord<String, byte[]> next() {
    return held.getFirst();
  }

  /**
   * Takes the next record, where it is in memory.
   *
   * @return the offsets that are done when it is
   */
  List<OffsetRange> take() {
    ConsumerRecord<String, byte[]> record = held.removeFirst();
    addBytes(-bytes(record));
    takenTo = held.isEmpty() ? heldTo : record.offset() + 1;
    return release();
  }

  /** Takes back what was taken last. */
  void giveBack(List<OffsetRange> taken) {
    List<OffsetRange> backwards = new ArrayList<>(taken);
    Collections.reverse(backwards);
    backwards.forEach(ranges::addFirst);
    room.addRanges(taken.size());
    drop();
  }

  /** Holds no records any more; they are read again. */
  void drop() {
    held.clear();
    addBytes(-bytes);
    heldTo = ranges.isEmpty() ? 0 : ranges.getFirst().from();
  }

  /** Holds nothing any more. */
  void clear() {
    room.addRanges(-ranges.size());
    ranges.clear();
    drop();
  }

  private List<OffsetRange> release() {
    List<OffsetRange> released = new ArrayList<>();
    while (!ranges.isEmpty() && ranges.getFirst().from() < takenTo) {
      OffsetRange range = ranges.removeFirst();
      if (range.to() <= takenTo) {
        released.add(range);
        room.addRanges(-1);
      } else {
        released.add(new OffsetRange(range.from(), takenTo));
        ranges.addFirst(new OffsetRange(takenTo, range.to()));
      }
    }
    return released;
  }

  private void append(OffsetRange range) {
    if (!ranges.isEmpty() && ranges.getLast().to() == range.from()) {
      ranges.add(new OffsetRange(ranges.removeLast().from(), range.to()));
    } else {
      ranges.add(range);
      room.addRanges(1);
    }
  }

  private void hold(ConsumerRecord<String, byte[]> record) {
    held.add(record);
    addBytes(bytes(record));
  }

  private void addBytes(long more) {
    bytes += more;
    room.addBytes(more);
  }
}
