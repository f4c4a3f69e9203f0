package io.retune.trainer.train.examples;

import java.util.Arrays;

/**
 * The lowest of any number of hashes, as unsigned numbers, in memory for twice as many as are
 * wanted. Not thread-safe.
 */
final class LowestHashes {

  private static final int FIRST_CAPACITY = 1024;

  /** Turns the order of signed numbers into that of unsigned ones. */
  private static final long SIGN = Long.MIN_VALUE;

  private final int wanted;
  private long[] hashes = new long[FIRST_CAPACITY];
  private int size;

  /**
   * @param wanted how many of them
   */
  LowestHashes(int wanted) {
    if (wanted < 0) {
      throw new IllegalArgumentException("so many hashes cannot be wanted: " + wanted);
    }
    this.wanted = wanted;
  }

  void add(long hash) {
    if (size == hashes.length) {
      makeRoom();
    }
    hashes[size++] = hash ^ SIGN;
  }

  void addAll(LowestHashes others) {
    for (int i = 0; i < others.size; i++) {
      add(others.hashes[i] ^ SIGN);
    }
  }

  /**
   * The highest hash among the lowest.
   *
   * @param count how many these are, at most as many as were wanted
   * @return the highest number there is where no more hashes than that were added
   */
  long highestOf(int count) {
    if (count > wanted) {
      throw new IllegalArgumentException("%d of %d hashes".formatted(count, wanted));
    }
    if (size <= count) {
      return -1L;
    }
    if (count == 0) {
      return 0;
    }
    Arrays.sort(hashes, 0, size);
    return hashes[count - 1] ^ SIGN;
  }

  private void makeRoom() {
    if (size / 2 >= wanted) {
      Arrays.sort(hashes, 0, size);
      // One more than wanted, which tells that there were more.
      size = wanted + 1;
    } else {
      hashes = Arrays.copyOf(hashes, size * 2);
    }
  }
}
