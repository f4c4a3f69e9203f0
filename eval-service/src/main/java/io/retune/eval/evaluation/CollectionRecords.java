package io.retune.eval.evaluation;

import io.retune.schemas.v1.Embeddings;
import java.io.IOException;

/**
 * The records of a collection as they were at one moment. They are read one after another and never
 * all in memory; an evaluation reads them {@link #READINGS} times at most.
 */
public interface CollectionRecords {
  /** How often an evaluation may read them. */
  int READINGS = 3;

  /** Takes a record. */
  @FunctionalInterface
  interface Taker {
    /**
     * Takes one record.
     *
     * @param nodeId of its key
     * @param arrived whether it is of a node that arrived since the last checkpoint
     * @throws IOException if it cannot be kept where the taker keeps it
     */
    void take(String nodeId, Embeddings record, boolean arrived) throws IOException;
  }

  /**
   * Reads all of them, in the order of the ids' UTF-8 bytes; those that are unreadable are left
   * out. Every reading sees the same.
   */
  void read(Taker taker) throws IOException;
}
