package io.retune.trainer.train.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Batches drawn without replacement: asked and local questions are each shuffled (Fisher–Yates from
 * the end, {@link SplittableRandom}), dealt out, and shuffled anew when fewer than a batch's share
 * are left. Where there are both, a batch holds {@code localPerOther} local questions for each
 * asked one.
 *
 * <p>Not thread-safe; serves one training.
 */
final class SeededBatchOrder implements BatchOrder {

  private final int groups;
  private final List<Deck> decks = new ArrayList<>();

  SeededBatchOrder(List<QuestionGroup> groups, int batchSize, double localPerOther, long seed) {
    this.groups = groups.size();
    SplittableRandom random = new SplittableRandom(seed);
    Deck asked = Deck.of(groups, false, random.split());
    Deck local = Deck.of(groups, true, random.split());
    BatchShares shares =
        BatchShares.of(batchSize, localPerOther, !asked.isEmpty(), !local.isEmpty());
    asked.handSize = shares.asked();
    local.handSize = shares.local();
    Stream.of(asked, local).filter(deck -> !deck.isEmpty()).forEach(decks::add);
  }

  @Override
  public int[][] batch(int step) {
    List<List<Integer>> rows = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      rows.add(new ArrayList<>());
    }
    for (Deck deck : decks) {
      deck.dealTo(rows);
    }
    return rows.stream()
        .map(places -> places.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  private static final class Deck {

    private final int[] group;
    private final int[] row;
    private final SplittableRandom random;
    private int handSize;
    private int next;

    private Deck(int size, SplittableRandom random) {
      this.group = new int[size];
      this.row = new int[size];
      this.random = random;
      this.next = size;
    }

    static Deck of(List<QuestionGroup> groups, boolean local, SplittableRandom random) {
      int size =
          groups.stream().filter(g -> g.local() == local).mapToInt(QuestionGroup::size).sum();
      Deck deck = new Deck(size, random);
      int card = 0;
      for (int place = 0; place < groups.size(); place++) {
        if (groups.get(place).local() == local) {
          for (int question = 0; question < groups.get(place).size(); question++) {
            deck.group[card] = place;
            deck.row[card++] = question;
          }
        }
      }
      return deck;
    }

    boolean isEmpty() {
      return row.length == 0;
    }

    void dealTo(List<List<Integer>> rows) {
      if (row.length - next < handSize) {
        shuffle();
        next = 0;
      }
      int end = Math.min(row.length, next + handSize);
      for (; next < end; next++) {
        rows.get(group[next]).add(row[next]);
      }
    }

    private void shuffle() {
      for (int last = row.length - 1; last > 0; last--) {
        int other = random.nextInt(last + 1);
        swap(group, last, other);
        swap(row, last, other);
      }
    }

    private static void swap(int[] values, int one, int other) {
      int kept = values[one];
      values[one] = values[other];
      values[other] = kept;
    }
  }
}
