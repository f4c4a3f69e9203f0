package io.retune.trainer.embed;

/** How many nodes a collection has. Thread-safe. */
@FunctionalInterface
interface CollectionSizes {

  /** As far as it is known; 0 where nothing is. */
  long nodes(String collection);
}
