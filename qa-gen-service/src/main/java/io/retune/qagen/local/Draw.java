package io.retune.qagen.local;

import io.retune.schemas.ContentDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Random choices that depend on nothing but a seed text. Not thread-safe. */
final class Draw {

  private final Random random;

  private Draw(Random random) {
    this.random = random;
  }

  /** The same choices for the same text, on every machine and every Java. */
  static Draw seededBy(String text) {
    // java.util.Random, because its algorithm is fixed by its specification.
    return new Draw(new Random(new ContentDigest().bare(text).number()));
  }

  /** A number from {@code min} to {@code max}, both included. */
  int between(int min, int max) {
    return min + random.nextInt(max - min + 1);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  <T> List<T> shuffled(List<T> items) {
    List<T> copy = new ArrayList<>(items);
    Collections.shuffle(copy, random);
    return copy;
  }

  /**
   * All items in random order, where an item comes early with a probability in proportion to its
   * weight (Efraimidis and Spirakis 2006, weighted sampling without replacement).
   */
  <T> List<T> weighted(List<T> items, ToDoubleFunction<T> weight) {
    record Ticket<T>(T item, double rank) {}
    return items.stream()
        .map(
            item ->
                new Ticket<>(item, Math.log(1 - random.nextDouble()) / weight.applyAsDouble(item)))
        .sorted((one, other) -> Double.compare(other.rank(), one.rank()))
        .map(Ticket::item)
        .toList();
  }
}
