package io.retune.trainer.train.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LowestHashesTest {

  private static final long ANY = -1L;

  @Test
  void findsTheHighestOfTheLowestOfManyAsUnsignedNumbers() {
    // Given
    long[] hashes = new Random(3).longs(100_000).toArray();
    LowestHashes lowest = new LowestHashes(700);

    // When
    LongStream.of(hashes).forEach(lowest::add);

    // Then
    assertThat(lowest.highestOf(700)).isEqualTo(inOrder(hashes, 700));
    assertThat(lowest.highestOf(3)).isEqualTo(inOrder(hashes, 3));
  }

  @Test
  void findsThoseOfTwoSetsTogether() {
    // Given
    long[] hashes = new Random(4).longs(50_000).toArray();
    LowestHashes one = new LowestHashes(600);
    LowestHashes other = new LowestHashes(600);
    LongStream.of(hashes).limit(20_000).forEach(one::add);
    LongStream.of(hashes).skip(20_000).forEach(other::add);

    // When
    one.addAll(other);

    // Then
    assertThat(one.highestOf(600)).isEqualTo(inOrder(hashes, 600));
  }

  @Test
  void takesAnyWhereThereAreNoMoreThanAreWanted() {
    // Given
    LowestHashes lowest = new LowestHashes(2);

    // When
    LongStream.of(5, 7).forEach(lowest::add);

    // Then
    assertThat(lowest.highestOf(2)).isEqualTo(ANY);
    assertThat(lowest.highestOf(1)).isEqualTo(5);
  }

  private static long inOrder(long[] hashes, int place) {
    return LongStream.of(hashes)
        .boxed()
        .sorted(Long::compareUnsigned)
        .skip(place - 1)
        .findFirst()
        .orElseThrow();
  }
}
