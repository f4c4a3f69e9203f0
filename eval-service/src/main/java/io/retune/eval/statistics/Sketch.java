package io.retune.eval.statistics;

import io.retune.schemas.SampleHash;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * A small picture of a set of ids, by which two sets can be compared without either: the lowest of
 * their hashes. Sets of up to {@link #SIZE} ids are compared exactly, larger ones with a standard
 * error of at most .05.
 *
 * <p>Source: Cohen and Kaplan, "Summarizing data using bottom-k sketches", PODC 2007.
 *
 * @param lowest hashes in ascending order as signed numbers, at most {@link #SIZE}
 */
public record Sketch(long[] lowest) {
  /** How many hashes are kept. */
  public static final int SIZE = 128;

  public Sketch {
    if (lowest.length > SIZE) {
      throw new IllegalArgumentException("a sketch of " + lowest.length + " hashes");
    }
  }

  /** Of a set of ids. */
  public static Sketch of(Collection<String> ids) {
    Builder sketch = new Builder();
    ids.forEach(sketch::add);
    return sketch.build();
  }

  /** Takes ids one after another, any number of them. Not thread-safe. */
  public static final class Builder {
    private final TreeSet<Long> kept = new TreeSet<>();

    /** Takes an id; one that comes again changes nothing. */
    public void add(String id) {
      kept.add(SampleHash.of(id));
      if (kept.size() > SIZE) {
        kept.pollLast();
      }
    }

    /** The sketch of all ids so far. */
    public Sketch build() {
      return new Sketch(kept.stream().mapToLong(Long::longValue).toArray());
    }
  }

  /**
   * The share of the ids of either set that only one of them has, from 0 for equal sets to 1.
   *
   * @return 0 for two empty sets
   */
  public double difference(Sketch other) {
    long[] lowestOfBoth =
        LongStream.concat(Arrays.stream(lowest), Arrays.stream(other.lowest))
            .sorted()
            .distinct()
            .limit(SIZE)
            .toArray();
    if (lowestOfBoth.length == 0) {
      return 0;
    }
    long inBoth = Arrays.stream(lowestOfBoth).filter(hash -> has(hash) && other.has(hash)).count();
    return 1 - (double) inBoth / lowestOfBoth.length;
  }

  private boolean has(long hash) {
    return Arrays.binarySearch(lowest, hash) >= 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sketch sketch && Arrays.equals(lowest, sketch.lowest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(lowest);
  }

  @Override
  public String toString() {
    return "Sketch of " + lowest.length + " hashes";
  }
}
