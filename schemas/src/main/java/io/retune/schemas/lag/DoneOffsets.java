package io.retune.schemas.lag;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * What a consumer group has done of a partition: all below an offset, and some above it, because
 * its collections take turns. In the cluster it is the group's committed offset: the offsets above
 * are in its metadata, as {@code done:GAP+LENGTH,…} to the base 36, each gap counted from the end
 * before. A reader that does not know this only sees what is done below.
 *
 * @param next the lowest offset that is not done
 * @param above what is done above it, in order and apart from each other
 */
public record DoneOffsets(long next, List<OffsetRange> above) {
  private static final String PREFIX = "done:";
  private static final int RADIX = Character.MAX_RADIX;

  public DoneOffsets {
    above = List.copyOf(above);
    long end = next;
    if (next < 0) {
      throw new IllegalArgumentException("an offset is not negative: " + next);
    }
    for (OffsetRange range : above) {
      if (range.from() <= end) {
        throw new IllegalArgumentException("not in order, or not apart: " + above);
      }
      end = range.to();
    }
  }

  /** All below an offset, and nothing above it. */
  public static DoneOffsets below(long next) {
    return new DoneOffsets(next, List.of());
  }

  /** What a committed offset says. Metadata of any other form says nothing. */
  public static DoneOffsets of(OffsetAndMetadata committed) {
    String metadata = committed.metadata();
    if (metadata == null || !metadata.startsWith(PREFIX)) {
      return below(committed.offset());
    }
    try {
      List<OffsetRange> above = new ArrayList<>();
      long end = committed.offset();
      for (String each : metadata.substring(PREFIX.length()).split(",")) {
        int plus = each.indexOf('+');
        long from = Math.addExact(end, Long.parseLong(each.substring(0, plus), RADIX));
        end = Math.addExact(from, Long.parseLong(each.substring(plus + 1), RADIX));
        above.add(new OffsetRange(from, end));
      }
      return new DoneOffsets(committed.offset(), above);
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      return below(committed.offset());
    }
  }

  /** What to commit. */
  public OffsetAndMetadata committed() {
    return new OffsetAndMetadata(next, metadata());
  }

  /** The same with more of them done. */
  public DoneOffsets with(OffsetRange done) {
    long from = done.from();
    long to = done.to();
    List<OffsetRange> ranges = new ArrayList<>(above.size() + 1);
    int place = 0;
    for (OffsetRange range : above) {
      if (range.to() < from) {
        ranges.add(range);
        place++;
      } else if (range.from() > to) {
        ranges.add(range);
      } else {
        from = Math.min(from, range.from());
        to = Math.max(to, range.to());
      }
    }
    if (from <= next) {
      return new DoneOffsets(Math.max(next, to), ranges);
    }
    ranges.add(place, new OffsetRange(from, to));
    return new DoneOffsets(next, ranges);
  }

  /** Whether it is done. */
  public boolean contains(long offset) {
    return offset < next || above.stream().anyMatch(range -> range.contains(offset));
  }

  /** How many offsets are done. */
  public long count() {
    return next + above.stream().mapToLong(OffsetRange::size).sum();
  }

  /** How many offsets are not done below an end. */
  public long missingBelow(long end) {
    long missing = Math.max(0, end - next);
    for (OffsetRange range : above) {
      missing -= Math.max(0, Math.min(range.to(), end) - range.from());
    }
    return Math.max(0, missing);
  }

  /**
   * How long the metadata is; brokers refuse 4,096 characters and more, where not set otherwise.
   */
  public int metadataLength() {
    return metadata().length();
  }

  private String metadata() {
    if (above.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder(PREFIX);
    long end = next;
    for (OffsetRange range : above) {
      text.append(end == next ? "" : ",")
          .append(Long.toString(range.from() - end, RADIX))
          .append('+')
          .append(Long.toString(range.size(), RADIX));
      end = range.to();
    }
    return text.toString();
  }
}
