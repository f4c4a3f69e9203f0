package io.retune.schemas;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** The values of one topic as Protobuf. Thread-safe. */
record ProtobufSerde<V extends Message>(Topic<V> topic) implements Serde<V> {

  @Override
  public Serializer<V> serializer() {
    return (name, message) -> message == null ? null : topic.bytes(message);
  }

  @Override
  public Deserializer<V> deserializer() {
    return (name, bytes) -> {
      if (bytes == null) {
        return null;
      }
      try {
        return topic.parse(bytes);
      } catch (InvalidProtocolBufferException e) {
        throw new SerializationException("not a " + topic.messageType() + ": " + e.getMessage(), e);
      }
    };
  }
}
