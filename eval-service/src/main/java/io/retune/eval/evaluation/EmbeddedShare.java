package io.retune.eval.evaluation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Embeddings;
import java.util.Iterator;

/**
 * How many nodes of a collection one base model embedded, and how many another did: while a
 * collection is embedded again, it has both.
 */
public record EmbeddedShare(long nodes, long foreignNodes) {
  /**
   * Counts the nodes of records of the embeddings topic; those that are unreadable are no nodes.
   */
  public static EmbeddedShare count(Iterator<byte[]> records, String fingerprint) {
    long nodes = 0;
    long foreign = 0;
    while (records.hasNext()) {
      try {
        Embeddings record = Topics.EMBEDDINGS.parse(records.next());
        if (record.hasNode() && record.getBaseModel().getFingerprint().equals(fingerprint)) {
          nodes++;
        } else if (record.hasNode()) {
          foreign++;
        }
      } catch (InvalidProtocolBufferException e) {
        // It became a dead letter when it arrived.
        continue;
      }
    }
    return new EmbeddedShare(nodes, foreign);
  }

  /**
   * Whether an evaluation would see the collection as it is. Where no node was embedded by the base
   * model there is nothing to wait for: the evaluation says so.
   *
   * @param share of all nodes, from 0 to 1
   */
  public boolean isAtLeast(double share) {
    return nodes == 0 || nodes >= share * (nodes + foreignNodes);
  }
}
