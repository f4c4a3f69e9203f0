package io.retune.adapter.memory;

/**
 * The most similar keys of those it is told of, best first. Keys come in the order of their places,
 * and of equally similar ones the first is kept. For one thread.
 */
final class NearestKeys implements KeyRows.Visitor {

  private final double[] similarities;
  private final int[] places;
  private int size;

  NearestKeys(int most) {
    this.similarities = new double[most];
    this.places = new int[most];
  }

  @Override
  public void key(int place, double similarity) {
    if (size == places.length && !(similarity > similarities[size - 1])) {
      return;
    }
    int at = size < places.length ? size++ : size - 1;
    while (at > 0 && similarity > similarities[at - 1]) {
      similarities[at] = similarities[at - 1];
      places[at] = places[at - 1];
      at--;
    }
    similarities[at] = similarity;
    places[at] = place;
  }

  int size() {
    return size;
  }

  /** The highest similarity; 0 where there is no key. */
  double best() {
    return size == 0 ? 0 : similarities[0];
  }

  double similarity(int rank) {
    return similarities[rank];
  }

  int place(int rank) {
    return places[rank];
  }
}
