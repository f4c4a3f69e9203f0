package io.retune.adapter.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.adapter.MalformedFileException;
import io.retune.adapter.Mutations;
import io.retune.adapter.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

  /** Written by the reference implementation, version 0.8.0. */
  private static final byte[] REFERENCE =
      Base64.getDecoder()
          .decode(
              "uAAAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJhZGFwdGVyIjoibGluZWFyIiwiZm9ybWF0IjoicHQifSwibGluZWFy"
                  + "LmJpYXMiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzJdLCJkYXRhX29mZnNldHMiOlswLDhdfSwibGluZWFy"
                  + "LndlaWdodCI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbMiwyXSwiZGF0YV9vZmZzZXRzIjpbOCwyNF19fSAg"
                  + "AACAPgAAgL8AAIA/AAAAwAAAAD8AAEBA");

  private static final SafetensorsFile CONTENT =
      new SafetensorsFile(
          Map.of("adapter", "linear", "format", "pt"),
          Map.of(
              "linear.weight",
              Tensor.of(new float[] {1, -2, 0.5f, 3}, 2, 2),
              "linear.bias",
              Tensor.vector(0.25f, -1)));

  private final SafetensorsReader reader = new SafetensorsReader();
  private final SafetensorsWriter writer = new SafetensorsWriter();

  @Test
  void fileOfTheReferenceImplementationIsRead() throws MalformedFileException {
    // Given
    byte[] file = REFERENCE;

    // When
    SafetensorsFile content = reader.read(file);

    // Then
    assertThat(content).isEqualTo(CONTENT);
  }

  @Test
  void writtenFileEqualsThatOfTheReferenceImplementation() {
    // Given
    SafetensorsFile content = CONTENT;

    // When
    byte[] file = writer.write(content);

    // Then
    assertThat(file).isEqualTo(REFERENCE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyContentComesBack(long seed) throws MalformedFileException {
    // Given
    Random random = new Random(seed);
    Map<String, String> metadata = new TreeMap<>();
    Map<String, Tensor> tensors = new TreeMap<>();
    for (int index = random.nextInt(5); index >= 0; index--) {
      metadata.put("key \"" + index, "é\n" + random.nextInt());
      int rows = 1 + random.nextInt(5);
      int columns = 1 + random.nextInt(5);
      float[] values = new float[rows * columns];
      for (int place = 0; place < values.length; place++) {
        values[place] = Float.intBitsToFloat(random.nextInt());
      }
      tensors.put("tensor/" + random.nextInt(), Tensor.of(values, rows, columns));
    }
    SafetensorsFile content = new SafetensorsFile(metadata, tensors);

    // When
    SafetensorsFile read = reader.read(writer.write(content));

    // Then
    assertThat(read).isEqualTo(content);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|its header does not start with {",
        "{\"a\":|the safetensors header is not JSON",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{}}|Duplicate",
        "{\"a\":{\"dtype\":\"BF16\",\"shape\":[4],\"data_offsets\":[0,8]}}|its dtype is BF16, only F32",
        "{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}}|its dtype is not given",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":1}}|unknown key 'x'",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}|needs 12 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}|shape is not possible",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,0]}}|is not possible",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}|not whole numbers",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}|not whole numbers",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}|its shape is not a list",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}|has no shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}|are no range",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}|its data starts at 4",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}|its data ends at 16 of 8",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|its data starts at 4",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|4 bytes after the last",
        "{\"__metadata__\":{\"a\":1}}|metadata 'a' is not a string",
        "{\"__metadata__\":[]}|metadata is not an object",
      })
  void headerThatDoesNotFitIsRefused(String header, String message) {
    // Given
    byte[] file = file(header, new byte[8]);

    // When
    var refusal = assertThatThrownBy(() -> reader.read(file));

    // Then
    refusal.isInstanceOf(MalformedFileException.class).hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1000, Long.MAX_VALUE, -1})
  void headerLengthBeyondTheFileIsRefused(long length) {
    // Given
    byte[] file = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();

    // When
    var refusal = assertThatThrownBy(() -> reader.read(file));

    // Then
    refusal
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining(Long.toUnsignedString(length) + " bytes long");
  }

  @Test
  void damagedFilesAreReadOrRefusedAndNothingElse() {
    // Given
    Mutations mutations = new Mutations(20);

    // When
    int refused = 0;
    for (int run = 0; run < 20_000; run++) {
      refused += isRefused(mutations.of(REFERENCE)) ? 1 : 0;
    }

    // Then
    assertThat(refused).isBetween(10_000, 20_000);
  }

  private boolean isRefused(byte[] file) {
    try {
      reader.read(file);
      return false;
    } catch (MalformedFileException e) {
      return true;
    }
  }

  private static byte[] file(String header, byte[] data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(text.length)
            .array());
    file.writeBytes(text);
    file.writeBytes(data);
    return file.toByteArray();
  }
}
