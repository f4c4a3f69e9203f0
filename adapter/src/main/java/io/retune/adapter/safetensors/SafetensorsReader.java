package io.retune.adapter.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.tensor.AnyTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads safetensors files, as strictly as the reference implementation: the tensors lie one after
 * the other, without gap or overlap, and fill the file to its end. Of the element types F32, I32
 * and I8 are taken.
 */
public final class SafetensorsReader {

  /** Far beyond the header of any adapter; the reference implementation takes 100 MB. */
  private static final int MAX_HEADER_BYTES = 1 << 20;

  private static final Set<String> ENTRY_KEYS = Set.of("dtype", "shape", "data_offsets");

  private final ObjectMapper json =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private record Entry(String name, ElementType type, int[] shape, long begin, long end) {}

  /**
   * @throws MalformedFileException where the bytes are no such file
   */
  public SafetensorsFile read(byte[] file) throws MalformedFileException {
    if (file.length < Long.BYTES) {
      throw new MalformedFileException(
          "not a safetensors file: only %d bytes".formatted(file.length));
    }
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long headerLength = bytes.getLong();
    if (headerLength < 2 || headerLength > MAX_HEADER_BYTES || headerLength > bytes.remaining()) {
      throw new MalformedFileException(
          "not a safetensors file: its header would be %s bytes long"
              .formatted(Long.toUnsignedString(headerLength)));
    }
    JsonNode header = header(file, (int) headerLength);
    ByteBuffer data =
        bytes.slice(Long.BYTES + (int) headerLength, bytes.remaining() - (int) headerLength);
    Map<String, String> metadata = new TreeMap<>();
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (field.getKey().equals(SafetensorsFile.METADATA)) {
        readMetadata(field.getValue(), metadata);
      } else {
        entries.add(entry(field.getKey(), field.getValue()));
      }
    }
    return new SafetensorsFile(metadata, tensors(entries, data.order(ByteOrder.LITTLE_ENDIAN)));
  }

  private JsonNode header(byte[] file, int length) throws MalformedFileException {
    if (file[Long.BYTES] != '{') {
      throw new MalformedFileException("not a safetensors file: its header does not start with {");
    }
    try {
      return json.readTree(file, Long.BYTES, length);
    } catch (JsonProcessingException e) {
      throw new MalformedFileException(
          "the safetensors header is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new MalformedFileException("the safetensors header is not JSON: " + e.getMessage(), e);
    }
  }

  private static void readMetadata(JsonNode node, Map<String, String> metadata)
      throws MalformedFileException {
    if (!node.isObject()) {
      throw new MalformedFileException("the safetensors metadata is not an object");
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getValue().isTextual()) {
        throw new MalformedFileException(
            "the safetensors metadata '%s' is not a string".formatted(field.getKey()));
      }
      metadata.put(field.getKey(), field.getValue().textValue());
    }
  }

  private static Entry entry(String name, JsonNode node) throws MalformedFileException {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!ENTRY_KEYS.contains(field.getKey())) {
        throw new MalformedFileException(
            "tensor '%s': unknown key '%s'".formatted(name, field.getKey()));
      }
    }
    ElementType type = type(name, node.path("dtype"));
    long[] dimensions = integers(name, "shape", node.path("shape"));
    long[] offsets = integers(name, "data_offsets", node.path("data_offsets"));
    if (offsets.length != 2 || offsets[0] > offsets[1]) {
      throw new MalformedFileException(
          "tensor '%s': its data_offsets are no range".formatted(name));
    }
    if (dimensions.length == 0) {
      throw new MalformedFileException("tensor '%s': a single number has no shape".formatted(name));
    }
    int[] shape = new int[dimensions.length];
    long bytes = type.bytes();
    for (int index = 0; index < shape.length; index++) {
      // Beyond any array, so that no product overflows and hides its size.
      if (dimensions[index] < 1 || dimensions[index] * bytes > Integer.MAX_VALUE) {
        throw new MalformedFileException("tensor '%s': its shape is not possible".formatted(name));
      }
      shape[index] = (int) dimensions[index];
      bytes *= dimensions[index];
    }
    if (offsets[1] - offsets[0] != bytes) {
      throw new MalformedFileException(
          "tensor '%s': its shape needs %d bytes, its data_offsets hold %d"
              .formatted(name, bytes, offsets[1] - offsets[0]));
    }
    return new Entry(name, type, shape, offsets[0], offsets[1]);
  }

  private static ElementType type(String name, JsonNode node) throws MalformedFileException {
    String given = node.isTextual() ? node.textValue() : "not given";
    return ElementType.named(given)
        .orElseThrow(
            () ->
                new MalformedFileException(
                    "tensor '%s': its dtype is %s, only F32, I32 and I8 are read"
                        .formatted(name, given)));
  }

  private static long[] integers(String name, String key, JsonNode node)
      throws MalformedFileException {
    long[] numbers = new long[node.size()];
    for (int index = 0; index < numbers.length; index++) {
      JsonNode number = node.get(index);
      if (number == null
          || !number.canConvertToInt()
          || !number.isIntegralNumber()
          || number.intValue() < 0) {
        throw new MalformedFileException(
            "tensor '%s': its %s are not whole numbers".formatted(name, key));
      }
      numbers[index] = number.intValue();
    }
    if (!node.isArray()) {
      throw new MalformedFileException("tensor '%s': its %s is not a list".formatted(name, key));
    }
    return numbers;
  }

  private static Map<String, AnyTensor> tensors(List<Entry> entries, ByteBuffer data)
      throws MalformedFileException {
    entries.sort(Comparator.comparingLong(Entry::begin));
    Map<String, AnyTensor> tensors = new TreeMap<>();
    long end = 0;
    for (Entry entry : entries) {
      if (entry.begin() != end) {
        throw new MalformedFileException(
            "tensor '%s': its data starts at %d, the one before ends at %d"
                .formatted(entry.name(), entry.begin(), end));
      }
      if (entry.end() > data.limit()) {
        throw new MalformedFileException(
            "tensor '%s': its data ends at %d of %d"
                .formatted(entry.name(), entry.end(), data.limit()));
      }
      int length = (int) (entry.end() - entry.begin());
      ByteBuffer values = data.slice((int) entry.begin(), length).order(ByteOrder.LITTLE_ENDIAN);
      tensors.put(entry.name(), entry.type().read(values, entry.shape()));
      end = entry.end();
    }
    if (end != data.limit()) {
      throw new MalformedFileException(
          "%d bytes after the last tensor".formatted(data.limit() - end));
    }
    return tensors;
  }
}
