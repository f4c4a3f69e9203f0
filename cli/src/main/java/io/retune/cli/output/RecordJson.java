package io.retune.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.retune.schemas.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record as a JSON object.
 *
 * @param full whether bytes (vectors, weights, contents) are printed, in base64; else only how many
 */
public record RecordJson(boolean full) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace().preservingProtoFieldNames();

  /** The record of a topic; what cannot be read has an {@code error} in place of its value. */
  public ObjectNode of(ConsumerRecord<String, byte[]> record, Topic<?> topic) {
    ObjectNode object = JSON.createObjectNode();
    object.put("topic", record.topic());
    object.put("partition", record.partition());
    object.put("offset", record.offset());
    object.put("time", Instant.ofEpochMilli(record.timestamp()).toString());
    object.put("key", record.key());
    ObjectNode headers = object.putObject("headers");
    for (Header header : record.headers()) {
      headers.put(
          header.key(),
          header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8));
    }
    if (record.value() == null) {
      object.putNull("value");
      return object;
    }
    if (topic.encoding() == Topic.Encoding.FOREIGN) {
      object.set("value", foreign(record.value()));
      return object;
    }
    try {
      object.set("value", of(topic.parse(record.value())));
    } catch (InvalidProtocolBufferException e) {
      object.put("error", "not a " + topic.messageType() + ": " + e.getMessage());
    }
    return object;
  }

  /** JSON as it is; else bytes. */
  private JsonNode foreign(byte[] value) {
    try {
      JsonNode read = JSON.readTree(value);
      if (!read.isMissingNode()) {
        return read;
      }
    } catch (IOException e) {
      // Another format, whose records are dead letters.
    }
    return full
        ? JSON.getNodeFactory().binaryNode(value)
        : JSON.getNodeFactory().textNode("(" + value.length + " bytes)");
  }

  private JsonNode of(Message message) throws InvalidProtocolBufferException {
    try {
      JsonNode tree = JSON.readTree(PRINTER.print(message));
      if (!full) {
        abbreviate((ObjectNode) tree, message);
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Protobuf wrote no JSON", e);
    }
  }

  private static void abbreviate(ObjectNode object, Message message) {
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (field.getJavaType() == JavaType.BYTE_STRING) {
        object.put(field.getName(), "(" + ((ByteString) entry.getValue()).size() + " bytes)");
      } else if (field.getJavaType() == JavaType.MESSAGE && field.isRepeated()) {
        List<?> messages = (List<?>) entry.getValue();
        for (int i = 0; i < messages.size() && !field.isMapField(); i++) {
          abbreviate(object.path(field.getName()).path(i), (Message) messages.get(i));
        }
      } else if (field.getJavaType() == JavaType.MESSAGE) {
        abbreviate(object.path(field.getName()), (Message) entry.getValue());
      }
    }
  }

  private static void abbreviate(JsonNode tree, Message message) {
    // Some well-known types, such as timestamps, are written as text.
    if (tree instanceof ObjectNode object) {
      abbreviate(object, message);
    }
  }
}
