package io.retune.chassis.fair;

/**
 * How much a backlog may hold, and holds. Not thread-safe.
 *
 * <p>Bytes of records are bounded as far as they are held for later: a lane's next record is there
 * however large it is.
 */
final class Room {
  /** So that a flood leaves room for what others send. */
  private static final int LANES_WITH_RECORDS = 8;

  private final long maxBytes;
  private final int maxRanges;
  private long bytes;
  private int ranges;

  /**
   * @param maxBytes of records in memory; others are read again
   * @param maxRanges runs of offsets of one lane; beyond that nothing more is read
   */
  Room(long maxBytes, int maxRanges) {
    if (maxBytes < 1 || maxRanges < 1) {
      throw new IllegalArgumentException("no room: " + maxBytes + " bytes, " + maxRanges);
    }
    this.maxBytes = maxBytes;
    this.maxRanges = maxRanges;
  }

  /**
   * Whether a record more may be held for later.
   *
   * @param ofItsLane bytes of the partition that its lane holds already
   */
  boolean hasRoom(long ofItsLane) {
    return bytes < maxBytes && ofItsLane < maxBytes / LANES_WITH_RECORDS;
  }

  boolean isOverfull() {
    return bytes > maxBytes;
  }

  boolean isFull() {
    return ranges >= maxRanges;
  }

  void addBytes(long more) {
    bytes += more;
  }

  void addRanges(int more) {
    ranges += more;
  }
}
