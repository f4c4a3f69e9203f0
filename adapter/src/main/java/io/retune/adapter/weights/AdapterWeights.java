package io.retune.adapter.weights;

import io.retune.adapter.Activation;
import io.retune.adapter.Adapter;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.MemoryAdapter;
import io.retune.adapter.TwoLayerAdapter;
import io.retune.adapter.memory.QuestionMemory;
import io.retune.adapter.safetensors.SafetensorsFile;
import io.retune.adapter.safetensors.SafetensorsReader;
import io.retune.adapter.safetensors.SafetensorsWriter;
import io.retune.schemas.v1.AdapterCheckpoint;
import java.util.Map;
import java.util.TreeMap;

/**
 * An adapter as the safetensors file that {@code AdapterCheckpoint.weights} holds.
 *
 * <p>Metadata: {@code adapter} is "linear", "two-layer" or "memory"; a two-layer one also has
 * {@code activation} (PyTorch's name) and {@code add_residual} ("true" or "false"), one with a
 * memory {@code memory_beta}, {@code memory_nearest} and {@code memory_temperature}, without which
 * their tensors say nothing. Linear tensors are read without metadata too.
 *
 * <p>Safe for use by many threads at once.
 */
public final class AdapterWeights {

  private static final String KIND = "adapter";
  private static final String LINEAR = "linear";
  private static final String TWO_LAYER = "two-layer";
  private static final String MEMORY = "memory";
  private static final String BETA = "memory_beta";
  private static final String NEAREST = "memory_nearest";
  private static final String TEMPERATURE = "memory_temperature";
  private static final String ACTIVATION = "activation";
  private static final String ADD_RESIDUAL = "add_residual";

  private final SafetensorsReader reader = new SafetensorsReader();
  private final SafetensorsWriter writer = new SafetensorsWriter();

  /**
   * The same adapter gives the same bytes.
   *
   * @throws IllegalArgumentException for the identity: the base model has no weights
   */
  public byte[] encode(Adapter adapter) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("format", "pt");
    if (adapter instanceof TwoLayerAdapter network) {
      metadata.put(KIND, TWO_LAYER);
      metadata.put(ACTIVATION, network.activation().torchName());
      metadata.put(ADD_RESIDUAL, Boolean.toString(network.residual()));
    } else if (adapter instanceof MemoryAdapter remembering) {
      QuestionMemory.Focus focus = remembering.memory().focus();
      metadata.put(KIND, MEMORY);
      metadata.put(BETA, Double.toString(remembering.beta()));
      metadata.put(NEAREST, Integer.toString(focus.nearest()));
      metadata.put(TEMPERATURE, Double.toString(focus.temperature()));
    } else {
      metadata.put(KIND, LINEAR);
    }
    return writer.write(new SafetensorsFile(metadata, NamedTensors.of(adapter)));
  }

  /**
   * @throws MalformedFileException where the bytes are no adapter
   */
  public Adapter decode(byte[] weights) throws MalformedFileException {
    SafetensorsFile file = reader.read(weights);
    Map<String, String> metadata = file.metadata();
    return switch (metadata.getOrDefault(KIND, LINEAR)) {
      case LINEAR -> NamedTensors.linear(NamedTensors.ofFloats(file.tensors()));
      case TWO_LAYER ->
          NamedTensors.twoLayer(
              NamedTensors.ofFloats(file.tensors()), activation(metadata), residual(metadata));
      case MEMORY -> NamedTensors.memory(file.tensors(), focus(metadata), number(metadata, BETA));
      default -> throw new MalformedFileException("unknown kind of adapter: " + metadata.get(KIND));
    };
  }

  /**
   * Reads a checkpoint's adapter, after a look at its hash and at the base model's dimension.
   *
   * @throws MalformedFileException where the checkpoint does not hold what it says
   */
  public Adapter decode(AdapterCheckpoint checkpoint) throws MalformedFileException {
    byte[] weights = checkpoint.getWeights().toByteArray();
    String hash = Sha256.of(weights);
    if (!hash.equals(checkpoint.getWeightsSha256())) {
      throw new MalformedFileException(
          "the weights have the hash %s, not %s".formatted(hash, checkpoint.getWeightsSha256()));
    }
    Adapter adapter = decode(weights);
    int dimension = checkpoint.getBaseModel().getDimension();
    if (!adapter.fits(dimension)) {
      throw new MalformedFileException(
          "the adapter does not map vectors of %d dimensions, as its base model gives them, onto such vectors"
              .formatted(dimension));
    }
    return adapter;
  }

  private static Activation activation(Map<String, String> metadata) throws MalformedFileException {
    String name = metadata.getOrDefault(ACTIVATION, "");
    return Activation.ofTorchName(name)
        .orElseThrow(() -> new MalformedFileException("unknown activation '%s'".formatted(name)));
  }

  private static QuestionMemory.Focus focus(Map<String, String> metadata)
      throws MalformedFileException {
    double nearest = number(metadata, NEAREST);
    double temperature = number(metadata, TEMPERATURE);
    if (nearest != Math.rint(nearest)) {
      throw new MalformedFileException("the metadata says '%s' %s".formatted(NEAREST, nearest));
    }
    try {
      return new QuestionMemory.Focus((int) nearest, temperature);
    } catch (IllegalArgumentException e) {
      throw new MalformedFileException(e.getMessage(), e);
    }
  }

  private static double number(Map<String, String> metadata, String key)
      throws MalformedFileException {
    try {
      return Double.parseDouble(metadata.getOrDefault(key, "nothing"));
    } catch (NumberFormatException e) {
      throw new MalformedFileException("the metadata does not say '%s'".formatted(key), e);
    }
  }

  private static boolean residual(Map<String, String> metadata) throws MalformedFileException {
    return switch (metadata.getOrDefault(ADD_RESIDUAL, "")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new MalformedFileException("the metadata does not say 'add_residual'");
    };
  }
}
