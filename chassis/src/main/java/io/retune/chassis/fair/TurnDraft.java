package io.retune.chassis.fair;

import io.retune.schemas.lag.OffsetRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A turn while it is filled. Not thread-safe. */
final class TurnDraft {
  private final TurnRoom room;
  private final int generation;
  private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
  private final Map<Turn.Place, List<OffsetRange>> taken = new LinkedHashMap<>();

  /**
   * @param generation of the group whose records it takes
   */
  TurnDraft(TurnSize size, int generation) {
    this.room = new TurnRoom(size);
    this.generation = generation;
  }

  int generation() {
    return generation;
  }

  boolean isFull() {
    return room.isFull();
  }

  /** Takes what is in memory, as long as the share and the turn have room for it. */
  void takeFrom(HeldRecords held, Turn.Place place, TurnRoom share) {
    while (held.hasNext() && share.has(held.next()) && room.has(held.next())) {
      ConsumerRecord<String, byte[]> record = held.next();
      share.take(record);
      room.take(record);
      records.add(record);
      pass(place, held.take());
    }
  }

  /** Offsets that are done with the turn. */
  void pass(Turn.Place place, List<OffsetRange> ranges) {
    if (!ranges.isEmpty()) {
      taken.computeIfAbsent(place, added -> new ArrayList<>()).addAll(ranges);
    }
  }

  List<ConsumerRecord<String, byte[]>> records() {
    return records;
  }

  Map<Turn.Place, List<OffsetRange>> taken() {
    return taken;
  }
}
