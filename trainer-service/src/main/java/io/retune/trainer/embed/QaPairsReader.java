package io.retune.trainer.embed;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a record of {@code qa-pairs}, and refuses what cannot be embedded. */
final class QaPairsReader {

  private QaPairsReader() {}

  /**
   * @return empty for a tombstone
   */
  static Optional<QaPairs> read(ConsumerRecord<String, byte[]> record)
      throws InvalidRecordException {
    EntryKey key = key(record.key());
    if (record.value() == null) {
      return Optional.empty();
    }
    QaPairs pairs = parse(record.value());
    if (pairs.hasNode()) {
      checkNode(pairs.getNode(), key);
    } else if (pairs.getQuestionsCount() == 0) {
      throw new InvalidRecordException("neither a node nor a question");
    }
    for (Question question : pairs.getQuestionsList()) {
      if (question.getText().isBlank()) {
        throw new InvalidRecordException("question " + question.getQuestionId() + " has no text");
      }
    }
    return Optional.of(pairs);
  }

  private static QaPairs parse(byte[] value) throws InvalidRecordException {
    try {
      return Topics.QA_PAIRS.parse(value);
    } catch (InvalidProtocolBufferException e) {
      throw new InvalidRecordException("not a QaPairs message: " + e.getMessage());
    }
  }

  private static EntryKey key(String key) throws InvalidRecordException {
    try {
      return EntryKey.parse(key);
    } catch (IllegalArgumentException e) {
      throw new InvalidRecordException(e.getMessage());
    }
  }

  private static void checkNode(Node node, EntryKey key) throws InvalidRecordException {
    if (!node.getNodeId().equals(key.id())) {
      throw new InvalidRecordException(
          "node '" + node.getNodeId() + "' stands under the key " + key);
    }
    if (node.getText().isBlank()) {
      throw new InvalidRecordException("node " + node.getNodeId() + " has no text");
    }
  }
}
