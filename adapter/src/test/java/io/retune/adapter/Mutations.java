package io.retune.adapter;

import java.util.Arrays;
import java.util.Random;

/** Damages files the same way in every run. */
public final class Mutations {

  private static final byte[] TELLING = {0, 1, -1, 127, -128, '"', '{', '[', '(', '.', '-', '9'};

  private final Random random;

  public Mutations(long seed) {
    this.random = new Random(seed);
  }

  /** A copy with one to four places changed: bits, bytes, a piece cut out or put in twice. */
  public byte[] of(byte[] file) {
    byte[] mutated = file;
    int changes = 1 + random.nextInt(4);
    for (int change = 0; change < changes && mutated.length > 1; change++) {
      mutated = changed(mutated);
    }
    return mutated;
  }

  private byte[] changed(byte[] file) {
    int place = random.nextInt(file.length);
    int length = Math.min(file.length - place, 1 + random.nextInt(16));
    byte[] copy = file.clone();
    switch (random.nextInt(5)) {
      case 0 -> copy[place] ^= (byte) (1 << random.nextInt(8));
      case 1 -> copy[place] = TELLING[random.nextInt(TELLING.length)];
      case 2 -> copy = Arrays.copyOf(file, place);
      case 3 -> {
        copy = new byte[file.length - length];
        System.arraycopy(file, 0, copy, 0, place);
        System.arraycopy(file, place + length, copy, place, copy.length - place);
      }
      default -> {
        copy = new byte[file.length + length];
        System.arraycopy(file, 0, copy, 0, place + length);
        System.arraycopy(file, place, copy, place + length, file.length - place);
      }
    }
    return copy;
  }
}
