package io.retune.adapter.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.adapter.MalformedFileException;
import io.retune.adapter.Mutations;
import io.retune.adapter.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateDictTest {

  @TempDir private Path folder;

  private final StateDictReader reader = new StateDictReader();
  private final StateDictWriter writer = new StateDictWriter();

  @Test
  void writtenTensorsComeBackInTheirOrder() throws IOException {
    // Given
    Map<String, Tensor> tensors = tensors();
    Path file = folder.resolve("model.bin");
    Files.write(file, written(tensors));

    // When
    Map<String, Tensor> read = reader.read(file);

    // Then
    assertThat(read).containsExactlyEntriesOf(tensors);
  }

  @Test
  void sameTensorsGiveTheSameBytes() throws IOException {
    // Given
    Map<String, Tensor> tensors = tensors();

    // When
    byte[] file = written(tensors);

    // Then
    assertThat(file).isEqualTo(written(tensors));
  }

  /** Saved by torch.save of the transposed view of a matrix, which keeps its strides. */
  @Test
  void transposedViewIsReadInItsOwnOrder() throws Exception {
    // Given
    Path file = saved("transposed.bin");

    // When
    Map<String, Tensor> tensors = reader.read(file);

    // Then
    Tensor weight = tensors.get("linear.weight");
    assertThat(weight.shape()).containsExactly(3, 4);
    assertThat(weight.values().get(0)).isEqualTo(0.297607421875f);
    assertThat(weight.values().get(4)).isEqualTo(-0.2548828125f);
    assertThat(weight.values().get(8)).isEqualTo(-0.1119384765625f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "legacy.bin|the file is in PyTorch's format before 1.6",
        "half.bin|refused: the pickle refers to 'torch.HalfStorage'",
        "module.bin|refused: the pickle refers to '__main__.L'",
        "params.bin|refused: the pickle refers to 'torch._utils._rebuild_parameter'",
        "p4.bin|the pickle is not of protocol 2",
        "script.bin|refused: the pickle refers to '__torch__.torch.nn.modules.linear.Linear'",
      })
  void otherFilesThatTorchSavesAreRefusedByName(String name, String message) throws Exception {
    // Given
    Path file = saved(name);

    // When
    var refusal = assertThatThrownBy(() -> reader.read(file));

    // Then
    refusal.isInstanceOf(MalformedFileException.class).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cposix\\nsystem\\n(X\\x02\\x00\\x00\\x00lstR.|refers to 'posix.system'",
        "cbuiltins\\neval\\n.|refers to 'builtins.eval'",
        "ccollections\\nOrderedDict\\n.|where a dictionary should be",
        "ccollections\\nOrderedDict\\n)R}X\\x01\\x00\\x00\\x00a)sb.|sets an unknown attribute",
        "}X\\x01\\x00\\x00\\x00aK\\x01s.|'a' is not a tensor",
        "}X\\x01\\x00\\x00\\x00aNX\\x01\\x00\\x00\\x00aNu.|takes more than it has",
        "}X\\xff\\xff\\xff\\x7fa|the pickle is cut off",
        "h\\x05.|refers to nothing",
        "i|the operation 0x69",
        ")R.|takes more than it has",
        "K\\x01)R.|calls what it may not call",
      })
  void hostilePickleIsRefused(String pickle, String message) throws IOException {
    // Given
    Path file = folder.resolve("model.bin");
    byte[] body = unescaped(pickle);
    byte[] whole = new byte[body.length + 2];
    whole[0] = (byte) 0x80;
    whole[1] = 2;
    System.arraycopy(body, 0, whole, 2, body.length);
    writeZip(file, Map.of("m/data.pkl", whole));

    // When
    var refusal = assertThatThrownBy(() -> reader.read(file));

    // Then
    refusal.isInstanceOf(MalformedFileException.class).hasMessageContaining(message);
  }

  @Test
  void pickleThatFillsTheStackIsRefused() throws IOException {
    // Given
    byte[] marks = "(".repeat(500_000).getBytes(StandardCharsets.ISO_8859_1);
    marks[0] = (byte) 0x80;
    marks[1] = 2;
    Path file = folder.resolve("model.bin");
    writeZip(file, Map.of("m/data.pkl", marks));

    // When
    var refusal = assertThatThrownBy(() -> reader.read(file));

    // Then
    refusal.isInstanceOf(MalformedFileException.class).hasMessageContaining("nested too deeply");
  }

  @Test
  void pickleBeyondItsLimitIsRefusedUnread() throws IOException {
    // Given
    Path file = folder.resolve("model.bin");
    writeZip(file, Map.of("m/data.pkl", new byte[2 << 20]));

    // When
    var refusal = assertThatThrownBy(() -> reader.read(file));

    // Then
    refusal.isInstanceOf(MalformedFileException.class).hasMessageContaining("more than 1048576");
  }

  @Test
  void storageOfAnotherSizeIsRefused() throws IOException {
    // Given
    Path file = folder.resolve("model.bin");
    writeZip(
        file,
        Map.of(
            "m/data.pkl",
            PickleWriter.stateDict(Map.of("a", Tensor.vector(1, 2, 3))),
            "m/data/0",
            new byte[8]));

    // When
    var refusal = assertThatThrownBy(() -> reader.read(file));

    // Then
    refusal.isInstanceOf(MalformedFileException.class).hasMessage("'m/data/0' has 8 bytes, not 12");
  }

  @Test
  void bigEndianTensorsAreRefused() throws IOException {
    // Given
    Path file = folder.resolve("model.bin");
    writeZip(
        file,
        Map.of(
            "m/data.pkl",
            PickleWriter.stateDict(Map.of("a", Tensor.vector(1))),
            "m/byteorder",
            "big".getBytes(StandardCharsets.US_ASCII),
            "m/data/0",
            new byte[4]));

    // When
    var refusal = assertThatThrownBy(() -> reader.read(file));

    // Then
    refusal.isInstanceOf(MalformedFileException.class).hasMessageContaining("little-endian");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "P", "{\"a\": 1}", "PK\u0003\u0004 not really"})
  void otherFilesAreRefused(String content) throws IOException {
    // Given
    Path file = folder.resolve("model.bin");
    Files.writeString(file, content, StandardCharsets.ISO_8859_1);

    // When
    var refusal = assertThatThrownBy(() -> reader.read(file));

    // Then
    refusal.isInstanceOf(MalformedFileException.class);
  }

  @Test
  void damagedFilesAreReadOrRefusedAndNothingElse() throws IOException {
    // Given
    Mutations mutations = new Mutations(21);
    byte[] whole = written(tensors());
    Path file = folder.resolve("model.bin");

    // When
    int refused = 0;
    for (int run = 0; run < 1_500; run++) {
      Files.write(file, mutations.of(whole));
      refused += isRefused(file) ? 1 : 0;
    }

    // Then
    assertThat(refused).isBetween(750, 1_500);
  }

  @Test
  void damagedPicklesAreReadOrRefusedAndNothingElse() {
    // Given
    Mutations mutations = new Mutations(22);
    byte[] whole = PickleWriter.stateDict(tensors());

    // When
    int refused = 0;
    for (int run = 0; run < 20_000; run++) {
      refused += isRefused(mutations.of(whole)) ? 1 : 0;
    }

    // Then
    assertThat(refused).isBetween(10_000, 20_000);
  }

  private boolean isRefused(Path file) throws IOException {
    try {
      reader.read(file);
      return false;
    } catch (MalformedFileException e) {
      return true;
    }
  }

  private static boolean isRefused(byte[] pickle) {
    try {
      PickleMachine.stateDict(pickle);
      return false;
    } catch (MalformedFileException e) {
      return true;
    }
  }

  private static Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("residual_weight", Tensor.vector(0.5f));
    tensors.put("linear1.weight", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2));
    tensors.put("a", Tensor.vector(Float.MIN_VALUE, -0f, Float.NaN));
    return tensors;
  }

  private byte[] written(Map<String, Tensor> tensors) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    writer.write(tensors, stream);
    return stream.toByteArray();
  }

  private static void writeZip(Path file, Map<String, byte[]> entries) throws IOException {
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
  }

  /** Reads \n and \xhh. */
  private static byte[] unescaped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int place = 0;
    while (place < text.length()) {
      if (text.startsWith("\\n", place)) {
        bytes.write('\n');
        place += 2;
      } else if (text.startsWith("\\x", place)) {
        bytes.write(Integer.parseInt(text.substring(place + 2, place + 4), 16));
        place += 4;
      } else {
        bytes.write(text.charAt(place));
        place++;
      }
    }
    return bytes.toByteArray();
  }

  private static Path saved(String name) throws URISyntaxException {
    return Path.of(StateDictTest.class.getResource("/torch/" + name).toURI());
  }
}
