package io.retune.adapter.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.adapter.Activation;
import io.retune.adapter.Adapter;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.MemoryAdapter;
import io.retune.adapter.TwoLayerAdapter;
import io.retune.adapter.memory.QuestionMemory;
import io.retune.adapter.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Adapters with queries and what becomes of them, in files that the Python client is held against
 * too. {@code -Dvectors.write=true} writes them anew.
 */
class SharedVectorsTest {
  private static final Path FOLDER = Path.of("src/test/resources/vectors");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DIMENSION = 12;
  private static final int QUERIES = 5;

  /** What one file holds, a vector a row. */
  record Mapped(float[][] queries, float[][] mapped) {}

  static Stream<String> names() {
    return adapters().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void anAdapterThatWasWrittenOnceMapsAsItDid(String name) throws Exception {
    // Given
    byte[] file = Files.readAllBytes(FOLDER.resolve(name + ".safetensors"));
    Mapped expected = JSON.readValue(FOLDER.resolve(name + ".json").toFile(), Mapped.class);

    // When
    Adapter adapter = new AdapterWeights().decode(file);

    // Then
    for (int query = 0; query < QUERIES; query++) {
      // The library's functions may differ by a bit from one machine to the next.
      assertThat(adapter.apply(expected.queries()[query]))
          .containsExactly(expected.mapped()[query], within(1e-6f));
    }
    assertThat(new AdapterWeights().encode(adapter)).isEqualTo(file);
  }

  @Test
  void everyKindOfAdapterHasItsFiles() throws Exception {
    // Given
    Map<String, Adapter> adapters = adapters();
    if (Boolean.getBoolean("vectors.write")) {
      for (Map.Entry<String, Adapter> each : adapters.entrySet()) {
        write(each.getKey(), each.getValue());
      }
    }

    // When
    Stream<Path> written = Files.list(FOLDER);

    // Then
    try (written) {
      assertThat(written.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              adapters.keySet().stream()
                  .flatMap(name -> Stream.of(name + ".safetensors", name + ".json"))
                  .toList());
    }
  }

  private static Map<String, Adapter> adapters() {
    Map<String, Adapter> adapters = new TreeMap<>();
    Random random = new Random(7);
    adapters.put("linear", new LinearAdapter(tensor(random, DIMENSION, DIMENSION)));
    adapters.put(
        "linear-with-bias",
        new LinearAdapter(
            tensor(random, DIMENSION, DIMENSION), Optional.of(tensor(random, DIMENSION))));
    for (Activation activation : Activation.values()) {
      adapters.put(
          "two-layer-" + activation.torchName(),
          new TwoLayerAdapter(
              tensor(random, 7, DIMENSION),
              tensor(random, 7),
              tensor(random, DIMENSION, 7),
              tensor(random, DIMENSION),
              activation,
              0.75f,
              activation != Activation.TANH));
    }
    adapters.put("memory", remembering());
    return adapters;
  }

  /** With draws of its own, so that the other files stay as they are. */
  private static Adapter remembering() {
    Random random = new Random(8);
    LinearAdapter linear =
        new LinearAdapter(
            tensor(random, DIMENSION, DIMENSION), Optional.of(tensor(random, DIMENSION)));
    List<float[]> nodes = Stream.generate(() -> unit(random)).limit(9).toList();
    List<float[]> keys = Stream.generate(() -> unit(random)).limit(300).toList();
    int[] answers = random.ints(keys.size(), 0, nodes.size()).toArray();
    return new MemoryAdapter(
        linear, QuestionMemory.of(keys, answers, nodes, new QuestionMemory.Focus(5, 0.05)), 0.5);
  }

  private static float[] unit(Random random) {
    return new LinearAdapter(identity()).apply(values(random, DIMENSION));
  }

  private static Tensor identity() {
    float[] values = new float[DIMENSION * DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      values[i * DIMENSION + i] = 1;
    }
    return Tensor.of(values, DIMENSION, DIMENSION);
  }

  private static void write(String name, Adapter adapter) throws Exception {
    Random random = new Random(name.hashCode());
    float[][] queries = new float[QUERIES][];
    float[][] mapped = new float[QUERIES][];
    for (int query = 0; query < QUERIES; query++) {
      queries[query] = values(random, DIMENSION);
      mapped[query] = adapter.apply(queries[query]);
    }
    Files.write(FOLDER.resolve(name + ".safetensors"), new AdapterWeights().encode(adapter));
    JSON.writeValue(FOLDER.resolve(name + ".json").toFile(), new Mapped(queries, mapped));
  }

  private static Tensor tensor(Random random, int... shape) {
    return Tensor.of(values(random, Arrays.stream(shape).reduce(1, (a, b) -> a * b)), shape);
  }

  private static float[] values(Random random, int size) {
    float[] values = new float[size];
    for (int index = 0; index < size; index++) {
      values[index] = (float) random.nextGaussian();
    }
    return values;
  }
}
