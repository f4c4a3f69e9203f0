package io.retune.eval.evaluation;

import io.retune.schemas.SampleHash;
import java.util.Arrays;

/**
 * Hashes of ids, up to a number: says of an id that it is certainly not among them, or that it may
 * be. Not thread-safe.
 */
final class IdHashes {
  private final int max;
  private long[] hashes = new long[64];
  private int size;
  private boolean sorted;
  private boolean overflown;

  /**
   * @param max how many are held, at eight bytes each; of more nothing is known
   */
  IdHashes(int max) {
    this.max = max;
  }

  void add(String id) {
    if (size == max) {
      overflown = true;
      return;
    }
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.min(max, 2 * size));
    }
    hashes[size] = SampleHash.of(id);
    size++;
    sorted = false;
  }

  /** False where the id was certainly not added. */
  boolean mayHave(String id) {
    if (!sorted) {
      Arrays.sort(hashes, 0, size);
      sorted = true;
    }
    return overflown || Arrays.binarySearch(hashes, 0, size, SampleHash.of(id)) >= 0;
  }
}
