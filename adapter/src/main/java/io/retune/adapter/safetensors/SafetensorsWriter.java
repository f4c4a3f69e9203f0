package io.retune.adapter.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.retune.adapter.tensor.AnyTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Writes safetensors files. The same contents give the same bytes. As the reference implementation
 * does, it puts the tensors of larger elements first, so that each starts aligned.
 */
public final class SafetensorsWriter {

  /** The reference implementation pads its header so that the tensors start aligned. */
  private static final int ALIGNMENT = 8;

  private final JsonFactory json = new JsonFactory();

  /**
   * @throws IllegalArgumentException where the file would not fit into an array
   */
  public byte[] write(SafetensorsFile file) {
    List<Map.Entry<String, AnyTensor>> tensors = ordered(file);
    byte[] header = header(file.metadata(), tensors);
    long size =
        (long) Long.BYTES
            + header.length
            + tensors.stream().mapToLong(tensor -> bytes(tensor.getValue())).sum();
    if (size > Integer.MAX_VALUE - ALIGNMENT) {
      throw new IllegalArgumentException("the tensors need %d bytes: too many".formatted(size));
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header);
    for (Map.Entry<String, AnyTensor> tensor : tensors) {
      ElementType.of(tensor.getValue()).write(tensor.getValue(), bytes);
    }
    return bytes.array();
  }

  private static List<Map.Entry<String, AnyTensor>> ordered(SafetensorsFile file) {
    return file.tensors().entrySet().stream()
        .sorted(Comparator.comparingInt(tensor -> -ElementType.of(tensor.getValue()).bytes()))
        .toList();
  }

  private static long bytes(AnyTensor tensor) {
    return (long) tensor.size() * ElementType.of(tensor).bytes();
  }

  private byte[] header(Map<String, String> metadata, List<Map.Entry<String, AnyTensor>> tensors) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator = json.createGenerator(bytes)) {
      generator.writeStartObject();
      if (!metadata.isEmpty()) {
        generator.writeObjectFieldStart(SafetensorsFile.METADATA);
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
          generator.writeStringField(entry.getKey(), entry.getValue());
        }
        generator.writeEndObject();
      }
      long offset = 0;
      for (Map.Entry<String, AnyTensor> entry : tensors) {
        long end = offset + bytes(entry.getValue());
        generator.writeObjectFieldStart(entry.getKey());
        generator.writeStringField("dtype", ElementType.of(entry.getValue()).name());
        generator.writeArrayFieldStart("shape");
        for (int dimension : entry.getValue().shape()) {
          generator.writeNumber(dimension);
        }
        generator.writeEndArray();
        generator.writeArrayFieldStart("data_offsets");
        generator.writeNumber(offset);
        generator.writeNumber(end);
        generator.writeEndArray();
        generator.writeEndObject();
        offset = end;
      }
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    while (bytes.size() % ALIGNMENT != 0) {
      bytes.write(' ');
    }
    return bytes.toByteArray();
  }
}
