package io.retune.trainer.train.stream;

import io.retune.adapter.Adapter;

/** What somebody asked of a collection, for the thread that works on it. */
public sealed interface TrainRequest {

  /** Train a version now. */
  record Retrain() implements TrainRequest {}

  /**
   * Make a version of an adapter that was trained elsewhere.
   *
   * @param adapter fits the base model of the collection
   * @param source for people: where it came from
   */
  record Import(Adapter adapter, String source) implements TrainRequest {}
}
