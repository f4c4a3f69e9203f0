package io.retune.adapter.llamaindex;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retune.adapter.Activation;
import io.retune.adapter.Adapter;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.tensor.Tensor;
import io.retune.adapter.torch.StateDictReader;
import io.retune.adapter.torch.StateDictWriter;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.NamedTensors;
import io.retune.adapter.weights.Sha256;
import io.retune.schemas.v1.AdapterCheckpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The directory that LlamaIndex keeps an adapter in: {@code config.json} and {@code
 * pytorch_model.bin}, loaded by {@code LinearLayer.load} or {@code TwoLayerNN.load}, and a {@code
 * manifest.json} of our own. Of an adapter with a question memory it holds the linear part, and the
 * manifest says so.
 *
 * <p>Safe for use by many threads at once, each with its own directory.
 */
public final class LlamaIndexDirectory {

  private static final String CONFIG = "config.json";
  private static final String MODEL = "pytorch_model.bin";
  private static final String MANIFEST = "manifest.json";
  private static final long MAX_JSON_BYTES = 1 << 20;

  private final ObjectMapper json =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();
  private final AdapterWeights weights = new AdapterWeights();
  private final StateDictReader reader = new StateDictReader();
  private final StateDictWriter writer = new StateDictWriter();

  /**
   * Writes the three files, and the directory where it is missing. Files of these names are
   * replaced.
   *
   * @throws MalformedFileException where the checkpoint does not hold what it says
   * @throws IllegalArgumentException where LlamaIndex has no such network
   * @throws IOException where the files cannot be written
   */
  public void write(AdapterCheckpoint checkpoint, Path directory) throws IOException {
    Adapter adapter = weights.decode(checkpoint);
    NetworkConfig config = NetworkConfig.of(adapter);
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    writer.write(NamedTensors.ofNetwork(adapter), model);
    AdapterManifest manifest =
        AdapterManifest.of(checkpoint, adapter, Sha256.of(model.toByteArray()));
    Files.createDirectories(directory);
    Files.write(directory.resolve(CONFIG), json.writeValueAsBytes(config));
    Files.write(directory.resolve(MODEL), model.toByteArray());
    Files.write(
        directory.resolve(MANIFEST),
        json.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(manifest));
  }

  /**
   * Reads a directory that LlamaIndex or Retune wrote.
   *
   * @throws MalformedFileException where a file holds something else than it should: says which
   * @throws IOException where a file cannot be read
   */
  public LlamaIndexAdapter read(Path directory) throws IOException {
    NetworkConfig config = config(directory.resolve(CONFIG));
    Path model = directory.resolve(MODEL);
    Adapter adapter;
    try {
      adapter = adapter(config, reader.read(model));
    } catch (MalformedFileException e) {
      throw new MalformedFileException(MODEL + ": " + e.getMessage(), e);
    }
    if (!NetworkConfig.of(adapter).equals(asWritten(config))) {
      throw new MalformedFileException(
          "%s says %s, %s holds %s".formatted(CONFIG, config, MODEL, NetworkConfig.of(adapter)));
    }
    return new LlamaIndexAdapter(adapter, manifest(directory.resolve(MANIFEST), model));
  }

  private static Adapter adapter(NetworkConfig config, Map<String, Tensor> tensors)
      throws MalformedFileException {
    if (config instanceof NetworkConfig.TwoLayer network) {
      Activation activation =
          Activation.ofTorchName(network.activation())
              .filter(known -> known != Activation.GELU)
              .orElseThrow(
                  () ->
                      new MalformedFileException(
                          "unknown activation '%s'".formatted(network.activation())));
      return NamedTensors.twoLayer(tensors, activation, network.residual());
    }
    return NamedTensors.linear(tensors);
  }

  /** LlamaIndex's network has a bias in both layers, whatever its configuration says. */
  private static NetworkConfig asWritten(NetworkConfig config) {
    if (config instanceof NetworkConfig.TwoLayer network) {
      return new NetworkConfig.TwoLayer(
          network.inputs(),
          network.hidden(),
          network.outputs(),
          true,
          network.activation(),
          network.residual());
    }
    return config;
  }

  private NetworkConfig config(Path file) throws IOException {
    JsonNode node = parse(file, JsonNode.class);
    return node.has("hidden_features")
        ? convert(file, node, NetworkConfig.TwoLayer.class)
        : convert(file, node, NetworkConfig.Linear.class);
  }

  private Optional<AdapterManifest> manifest(Path file, Path model) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    AdapterManifest manifest = convert(file, parse(file, JsonNode.class), AdapterManifest.class);
    if (!manifest.modelSha256().equals(Sha256.of(Files.readAllBytes(model)))) {
      throw new MalformedFileException(
          "%s belongs to another %s: their hashes differ".formatted(MANIFEST, MODEL));
    }
    return Optional.of(manifest);
  }

  private <T> T parse(Path file, Class<T> type) throws IOException {
    if (Files.size(file) > MAX_JSON_BYTES) {
      throw new MalformedFileException(file.getFileName() + " is too large");
    }
    try {
      return json.readValue(file.toFile(), type);
    } catch (JsonProcessingException e) {
      throw malformed(file, e);
    }
  }

  private <T> T convert(Path file, JsonNode node, Class<T> type) throws MalformedFileException {
    try {
      return json.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw malformed(file, e);
    }
  }

  private static MalformedFileException malformed(Path file, JsonProcessingException e) {
    return new MalformedFileException(
        "%s: %s"
            .formatted(file.getFileName(), e.getOriginalMessage().lines().findFirst().orElse("")),
        e);
  }
}
