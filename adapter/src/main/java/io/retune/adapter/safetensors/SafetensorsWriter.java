package io.retune.adapter.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.retune.adapter.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Writes safetensors files. The same contents give the same bytes. */
public final class SafetensorsWriter {

  /** The reference implementation pads its header so that the tensors start aligned. */
  private static final int ALIGNMENT = 8;

  private final JsonFactory json = new JsonFactory();

  /**
   * @throws IllegalArgumentException where the file would not fit into an array
   */
  public byte[] write(SafetensorsFile file) {
    byte[] header = header(file);
    long size =
        (long) Long.BYTES
            + header.length
            + file.tensors().values().stream()
                .mapToLong(tensor -> (long) tensor.size() * Float.BYTES)
                .sum();
    if (size > Integer.MAX_VALUE - ALIGNMENT) {
      throw new IllegalArgumentException("the tensors need %d bytes: too many".formatted(size));
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header);
    for (Tensor tensor : file.tensors().values()) {
      bytes.asFloatBuffer().put(tensor.values());
      bytes.position(bytes.position() + tensor.size() * Float.BYTES);
    }
    return bytes.array();
  }

  private byte[] header(SafetensorsFile file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator = json.createGenerator(bytes)) {
      generator.writeStartObject();
      if (!file.metadata().isEmpty()) {
        generator.writeObjectFieldStart(SafetensorsFile.METADATA);
        for (Map.Entry<String, String> entry : file.metadata().entrySet()) {
          generator.writeStringField(entry.getKey(), entry.getValue());
        }
        generator.writeEndObject();
      }
      long offset = 0;
      for (Map.Entry<String, Tensor> entry : file.tensors().entrySet()) {
        long end = offset + (long) entry.getValue().size() * Float.BYTES;
        generator.writeObjectFieldStart(entry.getKey());
        generator.writeStringField("dtype", "F32");
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
