package io.retune.schemas.lag;

/**
 * Offsets of a partition that follow one another.
 *
 * @param from the first
 * @param to the first one behind them
 */
public record OffsetRange(long from, long to) {
  public OffsetRange {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("no offsets from " + from + " to " + to);
    }
  }

  /** How many there are; marks of transactions are among them. */
  public long size() {
    return to - from;
  }

  /** Whether this is one of them. */
  public boolean contains(long offset) {
    return from <= offset && offset < to;
  }
}
