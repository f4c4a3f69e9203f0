package io.retune.adapter.llamaindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.retune.adapter.Activation;
import io.retune.adapter.Adapter;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.MemoryAdapter;
import io.retune.adapter.Mutations;
import io.retune.adapter.TwoLayerAdapter;
import io.retune.adapter.memory.QuestionMemory;
import io.retune.adapter.tensor.Tensor;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Lineage;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.WhitenedRecipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LlamaIndexDirectoryTest {

  private static final float TOLERANCE = 1e-6f;
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final BaseModel BASE =
      BaseModel.newBuilder().setName("base").setDimension(6).setFingerprint("print").build();

  /** Much quicker than to import it. */
  private static final String FIND_TORCH =
      "import importlib.util, sys; sys.exit(importlib.util.find_spec('torch') is None)";

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private final LlamaIndexDirectory directory = new LlamaIndexDirectory();

  static Stream<Path> saved() throws URISyntaxException, IOException {
    return Stream.of("torch-1.13", "torch-2.13")
        .map(LlamaIndexDirectoryTest::resource)
        .flatMap(LlamaIndexDirectoryTest::children);
  }

  /** Each folder was saved by PyTorch, with the vectors that PyTorch made. */
  @ParameterizedTest
  @MethodSource("saved")
  void directoryThatTorchSavedGivesTheVectorsOfTorch(Path saved) throws IOException {
    // Given
    JsonNode expected = JSON.readTree(saved.resolve("expected.json").toFile());

    // When
    LlamaIndexAdapter read = directory.read(saved);

    // Then
    assertThat(read.manifest()).isEmpty();
    for (int index = 0; index < expected.get("queries").size(); index++) {
      float[] query = vector(expected.get("queries").get(index));
      assertThat(read.adapter().apply(query))
          .containsExactly(vector(expected.get("vectors").get(index)), within(TOLERANCE));
    }
  }

  static Stream<Adapter> adapters() {
    Random random = new Random(5);
    Stream<Adapter> linear =
        Stream.of(
            new LinearAdapter(matrix(random, 6, 6)),
            new LinearAdapter(matrix(random, 6, 6), Optional.of(vector(random, 6))));
    Stream<Adapter> twoLayer =
        Stream.of(Activation.RELU, Activation.LEAKY_RELU, Activation.SIGMOID, Activation.TANH)
            .flatMap(
                activation ->
                    Stream.of(true, false)
                        .map(
                            residual ->
                                new TwoLayerAdapter(
                                    matrix(random, 9, 6),
                                    vector(random, 9),
                                    matrix(random, 6, 9),
                                    vector(random, 6),
                                    activation,
                                    0.7f,
                                    residual)));
    return Stream.concat(linear, twoLayer);
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void exportedAdapterComesBackBitForBit(Adapter adapter) throws IOException {
    // Given
    AdapterCheckpoint checkpoint = checkpoint(adapter);
    directory.write(checkpoint, folder);

    // When
    LlamaIndexAdapter read = directory.read(folder);

    // Then
    assertThat(new AdapterWeights().encode(read.adapter()))
        .isEqualTo(checkpoint.getWeights().toByteArray());
    assertThat(read.manifest()).map(AdapterManifest::version).contains(7L);
  }

  @Test
  void exportedAdaptersLoadStrictlyInTorchAndGiveTheSameVectors() throws Exception {
    assumeTrue(torchIsThere(), "no PyTorch in " + PYTHON);
    // Given
    Random random = new Random(6);
    List<float[]> queries = Stream.generate(() -> vector(random, 6).toArray()).limit(5).toList();
    Path queryFile = folder.resolve("queries.json");
    JSON.writeValue(queryFile.toFile(), queries);
    List<Adapter> adapters = adapters().toList();
    List<String> arguments =
        new ArrayList<>(List.of(resource("networks.py").toString(), "apply", queryFile.toString()));
    for (int index = 0; index < adapters.size(); index++) {
      Path exported = folder.resolve("exported-" + index);
      directory.write(checkpoint(adapters.get(index)), exported);
      arguments.add(exported.toString());
    }

    // When
    String printed = python(arguments);

    // Then
    JsonNode vectors = JSON.readTree(printed);
    assertThat(vectors).hasSameSizeAs(adapters);
    for (int adapter = 0; adapter < adapters.size(); adapter++) {
      for (int query = 0; query < queries.size(); query++) {
        assertThat(adapters.get(adapter).apply(queries.get(query)))
            .containsExactly(vector(vectors.get(adapter).get(query)), within(TOLERANCE));
      }
    }
  }

  @Test
  void configHoldsExactlyTheArgumentsOfTheLinearNetwork() throws IOException {
    // Given
    AdapterCheckpoint checkpoint = checkpoint(new LinearAdapter(identity()));

    // When
    directory.write(checkpoint, folder);

    // Then
    assertThat(folder.resolve("config.json"))
        .hasContent("{\"in_features\":6,\"out_features\":6,\"bias\":false}");
  }

  @Test
  void configHoldsExactlyTheArgumentsOfTheTwoLayerNetwork() throws IOException {
    // Given
    AdapterCheckpoint checkpoint = checkpoint(twoLayer(Activation.TANH));

    // When
    directory.write(checkpoint, folder);

    // Then
    assertThat(folder.resolve("config.json"))
        .hasContent(
            "{\"in_features\":6,\"hidden_features\":6,\"out_features\":6,\"bias\":true,"
                + "\"activation_fn_str\":\"tanh\",\"add_residual\":true}");
  }

  @Test
  void manifestSaysWhereTheAdapterComesFrom() throws IOException {
    // Given
    AdapterCheckpoint checkpoint = checkpoint(new LinearAdapter(identity()));

    // When
    directory.write(checkpoint, folder);

    // Then
    byte[] model = Files.readAllBytes(folder.resolve("pytorch_model.bin"));
    assertThat(directory.read(folder).manifest())
        .contains(
            new AdapterManifest(
                1,
                "filings",
                7,
                Sha256.of(model),
                checkpoint.getWeightsSha256(),
                new AdapterManifest.BaseModelName("base", 6, "print"),
                true,
                "seed: 42 whitened { alpha: 0.7 }",
                "e5a",
                "2027-01-15T08:00:00Z",
                null));
  }

  @Test
  void ofAnAdapterWithAMemoryTheLinearPartIsWrittenAndTheManifestSaysSo() throws IOException {
    // Given
    LinearAdapter linear =
        new LinearAdapter(identity(), Optional.of(Tensor.vector(0, 1, 2, 3, 4, 5)));
    float[] key = {1, 0, 0, 0, 0, 0};
    QuestionMemory memory =
        QuestionMemory.of(
            List.of(key), new int[1], List.of(key), new QuestionMemory.Focus(16, 0.05));

    // When
    directory.write(checkpoint(new MemoryAdapter(linear, memory, 0.5)), folder);

    // Then
    LlamaIndexAdapter read = directory.read(folder);
    assertThat(read.manifest().orElseThrow().withoutMemory()).isTrue();
    assertThat(new AdapterWeights().encode(read.adapter()))
        .isEqualTo(new AdapterWeights().encode(linear));
  }

  @Test
  void manifestOfAnotherModelIsRefused() throws IOException {
    // Given
    directory.write(checkpoint(new LinearAdapter(identity())), folder);
    directory.write(checkpoint(twoLayer(Activation.RELU)), folder.resolve("other"));
    Files.copy(folder.resolve("manifest.json"), folder.resolve("other/manifest.json.copy"));
    Files.delete(folder.resolve("other/manifest.json"));
    Files.move(folder.resolve("other/manifest.json.copy"), folder.resolve("other/manifest.json"));

    // When
    var refusal = assertThatThrownBy(() -> directory.read(folder.resolve("other")));

    // Then
    refusal
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("manifest.json belongs to another pytorch_model.bin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{|config.json: ",
        "[]|config.json: ",
        "{\"in_features\":6,\"bias\":false}|config.json: ",
        "{\"in_features\":6,\"out_features\":6,\"bias\":false,\"more\":1}|config.json: ",
        "{\"in_features\":6,\"in_features\":6,\"out_features\":6}|config.json: Duplicate",
        "{\"in_features\":\"6\",\"out_features\":6,\"bias\":false}|config.json: ",
        "{\"in_features\":5,\"out_features\":6,\"bias\":false}|config.json says ",
        "{\"in_features\":6,\"out_features\":6,\"bias\":true}|config.json says ",
        "{\"in_features\":6,\"hidden_features\":6,\"out_features\":6}"
            + "|pytorch_model.bin: the tensor 'linear",
        "{\"in_features\":6,\"hidden_features\":6,\"out_features\":6,\"activation_fn_str\":\"gelu\"}"
            + "|unknown activation 'gelu'",
      })
  void configThatDoesNotFitIsRefused(String config, String message) throws IOException {
    // Given
    directory.write(checkpoint(new LinearAdapter(identity())), folder);
    Files.writeString(folder.resolve("config.json"), config);

    // When
    var refusal = assertThatThrownBy(() -> directory.read(folder));

    // Then
    refusal
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "manifest.json", "pytorch_model.bin"})
  void damagedFilesAreReadOrRefusedAndNothingElse(String name) throws IOException {
    // Given
    Mutations mutations = new Mutations(24);
    directory.write(checkpoint(twoLayer(Activation.RELU)), folder);
    byte[] whole = Files.readAllBytes(folder.resolve(name));

    // When
    int refused = 0;
    for (int run = 0; run < 500; run++) {
      Files.write(folder.resolve(name), mutations.of(whole));
      refused += isRefused() ? 1 : 0;
    }

    // Then
    assertThat(refused).isBetween(200, 500);
  }

  private boolean isRefused() throws IOException {
    try {
      directory.read(folder);
      return false;
    } catch (MalformedFileException e) {
      assertThat(e).hasMessageNotContaining("\n");
      return true;
    }
  }

  @Test
  void activationThatLlamaIndexDoesNotKnowIsNotExported() {
    // Given
    AdapterCheckpoint checkpoint = checkpoint(twoLayer(Activation.GELU));

    // When
    var refusal = assertThatThrownBy(() -> directory.write(checkpoint, folder));

    // Then
    refusal
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("LlamaIndex does not know the activation 'gelu'");
  }

  private static AdapterCheckpoint checkpoint(Adapter adapter) {
    byte[] weights = new AdapterWeights().encode(adapter);
    return AdapterCheckpoint.newBuilder()
        .setCollection("filings")
        .setVersion(7)
        .setWeights(ByteString.copyFrom(weights))
        .setWeightsSha256(Sha256.of(weights))
        .setBaseModel(BASE)
        .setRecipe(
            Recipe.newBuilder().setSeed(42).setWhitened(WhitenedRecipe.newBuilder().setAlpha(0.7)))
        .setLineage(Lineage.newBuilder().setExamplesSha256("e5a"))
        .setCreatedAt(Timestamp.newBuilder().setSeconds(1_800_000_000))
        .build();
  }

  private static TwoLayerAdapter twoLayer(Activation activation) {
    Tensor bias = Tensor.vector(0, 1, 2, 3, 4, 5);
    return new TwoLayerAdapter(identity(), bias, identity(), bias, activation, 0.5f, true);
  }

  private static Tensor identity() {
    float[] values = new float[36];
    for (int index = 0; index < 6; index++) {
      values[index * 7] = 1;
    }
    return Tensor.of(values, 6, 6);
  }

  private static Tensor matrix(Random random, int rows, int columns) {
    return Tensor.of(vector(random, rows * columns).toArray(), rows, columns);
  }

  private static Tensor vector(Random random, int size) {
    float[] values = new float[size];
    for (int index = 0; index < size; index++) {
      values[index] = (float) random.nextGaussian();
    }
    return Tensor.vector(values);
  }

  private static float[] vector(JsonNode numbers) {
    float[] vector = new float[numbers.size()];
    for (int index = 0; index < vector.length; index++) {
      vector[index] = (float) numbers.get(index).doubleValue();
    }
    return vector;
  }

  private static boolean torchIsThere() throws IOException, InterruptedException {
    return Files.isExecutable(PYTHON)
        && new ProcessBuilder(PYTHON.toString(), "-c", FIND_TORCH)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
  }

  private String python(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = Stream.concat(Stream.of(PYTHON.toString()), arguments.stream()).toList();
    Path errors = folder.resolve("errors.txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    return printed;
  }

  private static Path resource(String name) {
    try {
      return Path.of(LlamaIndexDirectoryTest.class.getResource("/llamaindex/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Path> children(Path parent) {
    try (Stream<Path> children = Files.list(parent)) {
      return children.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
