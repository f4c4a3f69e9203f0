package io.retune.ingest.source.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;

/** The JSON of keys and values, as Connect's converters write it. */
final class RecordJson {
  /** What the converters that speak to a schema registry begin each value with. */
  private static final byte MAGIC = 0;

  private static final int MAGIC_LENGTH = 1 + Integer.BYTES;
  private static final String SCHEMA = "schema";
  private static final String PAYLOAD = "payload";
  private static final Set<String> WITH_SCHEMA = Set.of(SCHEMA, PAYLOAD);

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .reader();

  private RecordJson() {}

  /**
   * Reads a value, without its schema where it has one.
   *
   * @throws RecordUnreadable if it is none
   */
  static JsonNode value(byte[] value) throws RecordUnreadable {
    if (value[0] == MAGIC) {
      throw new RecordUnreadable(
          "the value begins with a schema registry's magic byte"
              + (value.length < MAGIC_LENGTH
                  ? ""
                  : " and schema " + ByteBuffer.wrap(value).getInt(1))
              + ": let the connector write it with JsonConverter");
    }
    try {
      return payload(JSON.readTree(value));
    } catch (JsonProcessingException e) {
      throw new RecordUnreadable("the value is no JSON: " + line(e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot be read", e);
    }
  }

  /** Reads JSON in a text. */
  static JsonNode text(String field, String text) throws RecordUnreadable {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new RecordUnreadable(
          "field '" + field + "' is no JSON: " + line(e.getOriginalMessage()), e);
    }
  }

  /**
   * Reads a key, without its schema where it has one. One that is no JSON object or text is a text
   * as it stands: a converter that writes texts wrote it.
   */
  static JsonNode key(String key) throws RecordUnreadable {
    if (!key.isEmpty() && key.charAt(0) == MAGIC) {
      throw new RecordUnreadable(
          "the key begins with a schema registry's magic byte: let the connector write it with JsonConverter");
    }
    try {
      JsonNode read = payload(JSON.readTree(key));
      boolean isTextAsItStands = read.isMissingNode() || read.isNumber() && !key.startsWith("{");
      return isTextAsItStands ? JSON.getConfig().getNodeFactory().textNode(key) : read;
    } catch (JsonProcessingException e) {
      return JSON.getConfig().getNodeFactory().textNode(key);
    }
  }

  private static JsonNode payload(JsonNode read) {
    Set<String> fields = new TreeSet<>();
    read.fieldNames().forEachRemaining(fields::add);
    return fields.equals(WITH_SCHEMA) ? read.get(PAYLOAD) : read;
  }

  private static String line(String message) {
    return message.replaceAll("\\s+", " ");
  }
}
