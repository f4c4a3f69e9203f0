package io.retune.adapter.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.retune.adapter.Activation;
import io.retune.adapter.Adapter;
import io.retune.adapter.TwoLayerAdapter;
import io.retune.adapter.tensor.Tensor;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.testing.TestBroker;
import io.retune.testing.TopicWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documented example for Python, where this machine has what it needs. */
class PythonExampleTest {

  private static final String PYTHON = "/usr/bin/python3";
  private static final Path PROTOS = Path.of("../schemas/src/main/proto").toAbsolutePath();
  private static final Path EXAMPLE = Path.of("../docs/examples/read_adapter.py").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void exampleMapsAQueryAsJavaDoes() throws Exception {
    assumeTrue(run(List.of("protoc", "--version"), "") == 0, "no protoc");
    assumeTrue(
        run(List.of(PYTHON, "-c", "import confluent_kafka, google.protobuf, numpy"), "") == 0,
        "no Kafka client for Python");
    // Given
    int dimension = 384;
    Random random = new Random(9);
    Adapter adapter =
        new TwoLayerAdapter(
            Tensor.of(gaussian(random, 16 * dimension), 16, dimension),
            Tensor.vector(gaussian(random, 16)),
            Tensor.of(gaussian(random, 16 * dimension), dimension, 16),
            Tensor.vector(gaussian(random, dimension)),
            Activation.GELU,
            0.1f,
            true);
    float[] query = gaussian(random, dimension);
    generateClasses();

    // When
    float[] vector;
    try (TestBroker broker = TestBroker.start().withTopics(3);
        TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      writer.write(Topics.ADAPTER_RELEASES, "filings", Releases.diagonal("filings", 1, 1, 1));
      writer.write(Topics.ADAPTER_RELEASES, "other", Releases.diagonal("other", 9, 1, 1));
      writer.write(Topics.ADAPTER_RELEASES, "filings", release(adapter));
      vector = example(broker.bootstrap(), query);
    }

    // Then
    assertThat(vector).containsExactly(adapter.apply(query), within(1e-6f));
    assertThat(Files.readString(folder.resolve("errors.txt")))
        .contains("filings: version 2 for", "released by gate: better");
  }

  private static AdapterRelease release(Adapter adapter) {
    byte[] weights = new AdapterWeights().encode(adapter);
    return AdapterRelease.newBuilder()
        .setCollection("filings")
        .setVersion(2)
        .setReleasedBy("gate")
        .setReason("better")
        .setCheckpoint(
            AdapterCheckpoint.newBuilder()
                .setWeights(ByteString.copyFrom(weights))
                .setWeightsSha256(Sha256.of(weights)))
        .build();
  }

  private void generateClasses() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("protoc", "--proto_path=" + PROTOS, "--python_out=" + folder));
    try (Stream<Path> protos = Files.list(PROTOS.resolve("retune/v1"))) {
      protos.map(Path::toString).forEach(command::add);
    }
    assertThat(run(command, "")).as(Files.readString(folder.resolve("errors.txt"))).isZero();
  }

  private float[] example(String bootstrap, float[] query)
      throws IOException, InterruptedException {
    String line = new ObjectMapper().writeValueAsString(query) + "\n";
    int status = run(List.of(PYTHON, EXAMPLE.toString(), bootstrap, "filings"), line);
    assertThat(status).as(Files.readString(folder.resolve("errors.txt"))).isZero();
    return new ObjectMapper().readValue(folder.resolve("output.txt").toFile(), float[].class);
  }

  /** The exit status; output and errors go to files. */
  private int run(List<String> command, String input) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .redirectError(folder.resolve("errors.txt").toFile());
    builder.environment().put("PYTHONPATH", folder.toString());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return -1;
    }
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }

  private static float[] gaussian(Random random, int size) {
    float[] values = new float[size];
    for (int index = 0; index < size; index++) {
      values[index] = (float) random.nextGaussian();
    }
    return values;
  }
}
