package io.retune.ingest.stream;

import io.retune.ingest.parse.DocumentRejected;
import io.retune.schemas.Topics;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What may come out of one document. A record that its topic does not take fails the whole
 * transaction, and again at each start: so it is known before anything is sent. Thread-safe.
 */
final class OutputLimits {
  /** The largest record of the changelog. */
  static final int MAX_STATE_BYTES = 1 << 20;

  /** The most that the nodes of one document may take together. */
  private static final long MAX_TOTAL_BYTES = 1L << 29;

  private final Serializer<DocumentState> states = DocumentState.serde().serializer();

  /**
   * @throws DocumentRejected if the changelog does not take it
   */
  void checkState(String key, DocumentState state) throws DocumentRejected {
    long size =
        RecordSize.upperBound(
            key, states.serialize(IngestTopology.DOCUMENTS_STORE, state), new RecordHeaders());
    if (size > MAX_STATE_BYTES) {
      throw new DocumentRejected(
          "what is to be remembered of the document and its %d nodes takes %d bytes, more than %d"
              .formatted(state.nodes().size(), size, MAX_STATE_BYTES));
    }
  }

  /** For the nodes of one document. */
  Sum sum() {
    return new Sum();
  }

  /** Adds up the records of one document. Not thread-safe. */
  static final class Sum {
    private int records;
    private long total;

    /**
     * @throws DocumentRejected if the topic does not take the record, or the records so far are too
     *     many together
     */
    void add(Record<String, byte[]> node) throws DocumentRejected {
      records++;
      long size = RecordSize.upperBound(node.key(), node.value(), node.headers());
      if (size > Topics.NODES.maxMessageBytes()) {
        throw new DocumentRejected(
            "node %d takes %d bytes with the document's metadata and headers, more than %d"
                .formatted(records, size, Topics.NODES.maxMessageBytes()));
      }
      total += size;
      if (total > MAX_TOTAL_BYTES) {
        throw new DocumentRejected(
            "the nodes take more than %d bytes with the document's metadata and headers"
                .formatted(MAX_TOTAL_BYTES));
      }
    }
  }
}
