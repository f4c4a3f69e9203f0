package io.retune.adapter.weights;

import io.retune.adapter.Activation;
import io.retune.adapter.Adapter;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.MemoryAdapter;
import io.retune.adapter.TwoLayerAdapter;
import io.retune.adapter.memory.QuestionMemory;
import io.retune.adapter.tensor.AnyTensor;
import io.retune.adapter.tensor.ByteTensor;
import io.retune.adapter.tensor.IntTensor;
import io.retune.adapter.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An adapter's tensors under the names that LlamaIndex's networks give them, and those of a
 * question memory, which LlamaIndex does not have.
 */
public final class NamedTensors {

  private static final String WEIGHT = "linear.weight";
  private static final String BIAS = "linear.bias";
  private static final String FIRST_WEIGHT = "linear1.weight";
  private static final String FIRST_BIAS = "linear1.bias";
  private static final String SECOND_WEIGHT = "linear2.weight";
  private static final String SECOND_BIAS = "linear2.bias";
  private static final String RESIDUAL_WEIGHT = "residual_weight";

  private static final String KEYS = "memory.keys";
  private static final String KEY_SCALES = "memory.key_scales";
  private static final String ANSWERS = "memory.answers";
  private static final String NODES = "memory.nodes";
  private static final String NODE_SCALES = "memory.node_scales";

  private static final List<String> MEMORY = List.of(KEYS, KEY_SCALES, ANSWERS, NODES, NODE_SCALES);
  private static final List<String> TWO_LAYER =
      List.of(FIRST_WEIGHT, FIRST_BIAS, SECOND_WEIGHT, SECOND_BIAS, RESIDUAL_WEIGHT);

  private NamedTensors() {}

  /**
   * @throws IllegalArgumentException for the identity: the base model has no tensors
   */
  public static Map<String, AnyTensor> of(Adapter adapter) {
    Map<String, AnyTensor> tensors = new LinkedHashMap<>(ofNetwork(adapter));
    if (adapter instanceof MemoryAdapter remembering) {
      QuestionMemory memory = remembering.memory();
      tensors.put(KEYS, memory.keyValues());
      tensors.put(KEY_SCALES, memory.keyScales());
      tensors.put(ANSWERS, memory.answers());
      tensors.put(NODES, memory.nodeValues());
      tensors.put(NODE_SCALES, memory.nodeScales());
    }
    return tensors;
  }

  /**
   * Those that LlamaIndex's network of this adapter has; without its memory, if it has one.
   *
   * @throws IllegalArgumentException for the identity: the base model has no tensors
   */
  public static Map<String, Tensor> ofNetwork(Adapter adapter) {
    if (adapter instanceof MemoryAdapter remembering) {
      return ofNetwork(remembering.linear());
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    if (adapter instanceof LinearAdapter linear) {
      tensors.put(WEIGHT, linear.weight());
      linear.bias().ifPresent(bias -> tensors.put(BIAS, bias));
    } else if (adapter instanceof TwoLayerAdapter network) {
      tensors.put(RESIDUAL_WEIGHT, Tensor.vector(network.residualWeight()));
      tensors.put(FIRST_WEIGHT, network.firstWeight());
      tensors.put(FIRST_BIAS, network.firstBias());
      tensors.put(SECOND_WEIGHT, network.secondWeight());
      tensors.put(SECOND_BIAS, network.secondBias());
    } else {
      throw new IllegalArgumentException("the base model has no tensors");
    }
    return tensors;
  }

  /**
   * The same tensors.
   *
   * @throws MalformedFileException where one is not of float32
   */
  public static Map<String, Tensor> ofFloats(Map<String, AnyTensor> tensors)
      throws MalformedFileException {
    Map<String, Tensor> floats = new LinkedHashMap<>();
    for (String name : tensors.keySet()) {
      floats.put(name, require(tensors, name, Tensor.class));
    }
    return floats;
  }

  /**
   * @throws MalformedFileException where the tensors are not exactly those of a linear adapter with
   *     a memory
   */
  public static MemoryAdapter memory(
      Map<String, AnyTensor> tensors, QuestionMemory.Focus focus, double beta)
      throws MalformedFileException {
    Map<String, AnyTensor> network = new LinkedHashMap<>(tensors);
    network.keySet().removeAll(MEMORY);
    LinearAdapter linear = linear(ofFloats(network));
    try {
      return new MemoryAdapter(
          linear,
          QuestionMemory.of(
              require(tensors, KEYS, ByteTensor.class),
              require(tensors, KEY_SCALES, Tensor.class),
              require(tensors, ANSWERS, IntTensor.class),
              require(tensors, NODES, ByteTensor.class),
              require(tensors, NODE_SCALES, Tensor.class),
              focus),
          beta);
    } catch (IllegalArgumentException e) {
      throw new MalformedFileException(e.getMessage(), e);
    }
  }

  private static <T extends AnyTensor> T require(
      Map<String, AnyTensor> tensors, String name, Class<T> type) throws MalformedFileException {
    AnyTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new MalformedFileException("the tensor '%s' is missing".formatted(name));
    }
    if (!type.isInstance(tensor)) {
      throw new MalformedFileException("the tensor '%s' is %s".formatted(name, tensor));
    }
    return type.cast(tensor);
  }

  /**
   * @throws MalformedFileException where the tensors are not exactly those of a linear adapter
   */
  public static LinearAdapter linear(Map<String, Tensor> tensors) throws MalformedFileException {
    List<String> expected = tensors.containsKey(BIAS) ? List.of(WEIGHT, BIAS) : List.of(WEIGHT);
    requireNames(tensors, expected);
    try {
      return new LinearAdapter(tensors.get(WEIGHT), Optional.ofNullable(tensors.get(BIAS)));
    } catch (IllegalArgumentException e) {
      throw new MalformedFileException(e.getMessage(), e);
    }
  }

  /**
   * @throws MalformedFileException where the tensors are not exactly those of a two-layer adapter
   */
  public static TwoLayerAdapter twoLayer(
      Map<String, Tensor> tensors, Activation activation, boolean residual)
      throws MalformedFileException {
    requireNames(tensors, TWO_LAYER);
    if (tensors.get(RESIDUAL_WEIGHT).size() != 1) {
      throw new MalformedFileException(
          RESIDUAL_WEIGHT + " is " + tensors.get(RESIDUAL_WEIGHT) + ", not one number");
    }
    try {
      return new TwoLayerAdapter(
          tensors.get(FIRST_WEIGHT),
          tensors.get(FIRST_BIAS),
          tensors.get(SECOND_WEIGHT),
          tensors.get(SECOND_BIAS),
          activation,
          tensors.get(RESIDUAL_WEIGHT).values().get(0),
          residual);
    } catch (IllegalArgumentException e) {
      throw new MalformedFileException(e.getMessage(), e);
    }
  }

  private static void requireNames(Map<String, Tensor> tensors, List<String> expected)
      throws MalformedFileException {
    for (String name : expected) {
      if (!tensors.containsKey(name)) {
        throw new MalformedFileException("the tensor '%s' is missing".formatted(name));
      }
    }
    for (String name : tensors.keySet()) {
      if (!expected.contains(name)) {
        throw new MalformedFileException("unexpected tensor '%s'".formatted(name));
      }
    }
  }
}
