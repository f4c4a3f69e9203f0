package io.retune.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.schemas.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Records that an earlier version wrote, so that a test can read them with the code of today. They
 * lie in {@code schemas/src/test/resources/golden}, where a page says how they were made.
 */
public final class GoldenRecords {
  private static final Path FOLDER = Path.of("../schemas/src/test/resources/golden/records-1");

  private GoldenRecords() {}

  /** Those of a topic, in its order. */
  public static List<ConsumerRecord<String, byte[]>> of(Topic<?> topic) throws IOException {
    return of(topic.name());
  }

  /**
   * Those of a topic, in its order.
   *
   * @param topic a changelog or dead-letter topic too, such as {@code
   *     retune-eval-collections-changelog}
   */
  public static List<ConsumerRecord<String, byte[]>> of(String topic) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    try (var lines = Files.lines(FOLDER.resolve(topic + ".jsonl"))) {
      return lines.map(line -> record(topic, line, mapper)).toList();
    }
  }

  private static ConsumerRecord<String, byte[]> record(
      String topic, String line, ObjectMapper mapper) {
    try {
      JsonNode json = mapper.readTree(line);
      String key = json.get("key").textValue();
      byte[] value = json.get("value").binaryValue();
      Headers headers = new RecordHeaders();
      for (JsonNode header : json.get("headers")) {
        headers.add(
            header.get(0).textValue(), header.get(1).textValue().getBytes(StandardCharsets.UTF_8));
      }
      return new ConsumerRecord<>(
          topic,
          json.get("partition").intValue(),
          json.get("offset").longValue(),
          json.get("timestamp").longValue(),
          TimestampType.CREATE_TIME,
          key.getBytes(StandardCharsets.UTF_8).length,
          value == null ? ConsumerRecord.NULL_SIZE : value.length,
          key,
          value,
          headers,
          Optional.empty());
    } catch (IOException e) {
      throw new IllegalArgumentException("no golden record of " + topic + ": " + line, e);
    }
  }
}
