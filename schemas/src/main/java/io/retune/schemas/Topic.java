package io.retune.schemas;

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
 */
public record Topic<V extends Message>(
    String name,
    V prototype,
    String keyForm,
    Partitioning partitioning,
    Cleanup cleanup,
    int maxMessageBytes) {

  /** Reads a record's value, which must not be null. */
  @SuppressWarnings("unchecked")
  public V parse(byte[] value) throws InvalidProtocolBufferException {
    return (V) prototype.getParserForType().parseFrom(value);
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
