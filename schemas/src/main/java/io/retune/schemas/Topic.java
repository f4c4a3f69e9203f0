package io.retune.schemas;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;

/**
 * One topic: what it is called, what it holds and how the broker keeps it. Keys are UTF-8 text.
 *
 * @param <V> the message in its records
 * @param name without a deployment's prefix
 * @param prototype the default instance of the message
 * @param keyForm the form of its keys, for people
 * @param maxMessageBytes the largest record, with some room for its key and headers
 * @param encoding how the message lies in a record
 */
public record Topic<V extends Message>(
    String name,
    V prototype,
    String keyForm,
    Partitioning partitioning,
    Cleanup cleanup,
    int maxMessageBytes,
    Encoding encoding) {

  /** How a message lies in a record. */
  public enum Encoding {
    PROTOBUF,
    /** The value is whatever another system wrote; the message has it in its one field. */
    FOREIGN
  }

  public Topic {
    if (encoding == Encoding.FOREIGN && !(prototype instanceof BytesValue)) {
      throw new IllegalArgumentException("foreign values are bytes");
    }
  }

  /** Of Protobuf. */
  public Topic(
      String name,
      V prototype,
      String keyForm,
      Partitioning partitioning,
      Cleanup cleanup,
      int maxMessageBytes) {
    this(name, prototype, keyForm, partitioning, cleanup, maxMessageBytes, Encoding.PROTOBUF);
  }

  /** Reads a record's value, which must not be null. */
  @SuppressWarnings("unchecked")
  public V parse(byte[] value) throws InvalidProtocolBufferException {
    Message message =
        switch (encoding) {
          case PROTOBUF -> prototype.getParserForType().parseFrom(value);
          case FOREIGN -> BytesValue.of(ByteString.copyFrom(value));
        };
    return (V) message;
  }

  /** The value of a record, as {@link #parse} reads it. */
  public byte[] bytes(V message) {
    return encoding == Encoding.FOREIGN
        ? ((BytesValue) message).getValue().toByteArray()
        : message.toByteArray();
  }

  /** Null, a tombstone, stays null both ways. */
  public Serde<V> valueSerde() {
    return new ProtobufSerde<>(this);
  }

  /** The partition that a key's records are on. */
  public int partition(String key, int partitions) {
    return partitioning.partition(key, partitions);
  }

  /** The full name of the message type, such as {@code retune.v1.Node}. */
  public String messageType() {
    return prototype.getDescriptorForType().getFullName();
  }

  /**
   * The broker's settings for this topic.
   *
   * @param forgetWithin how long a record that was replaced or deleted may still lie on disk
   */
  public Map<String, String> settings(Duration forgetWithin) {
    Map<String, String> settings = new HashMap<>(cleanup.settings(forgetWithin));
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes));
    return Map.copyOf(settings);
  }
}
