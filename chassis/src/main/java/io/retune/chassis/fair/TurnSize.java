package io.retune.chassis.fair;

/**
 * The most that is worked on in a turn, so that no lane waits for long.
 *
 * @param records with a value; tombstones are no work, and four times as many of all together go
 *     into a turn
 * @param bytes of them; a larger record has a turn of its own
 */
public record TurnSize(int records, long bytes) {
  private static final int ALL_BY_WORK = 4;
  private static final int SHARES = 4;

  public TurnSize {
    if (records < 1 || bytes < 1) {
      throw new IllegalArgumentException("a turn has room: " + records + ", " + bytes);
    }
  }

  /** How many records there may be, tombstones among them. */
  int all() {
    return records * ALL_BY_WORK;
  }

  /** What a lane gets of a turn that it shares with others. */
  TurnSize share() {
    return new TurnSize(Math.max(1, records / SHARES), Math.max(1, bytes / SHARES));
  }
}
