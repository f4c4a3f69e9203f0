package io.retune.trainer.train.fit;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.retune.adapter.Activation;
import io.retune.adapter.Adapter;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.TwoLayerAdapter;
import io.retune.adapter.tensor.Tensor;
import io.retune.adapter.weights.NamedTensors;
import io.retune.schemas.v1.LlamaIndexRecipe;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Trains as LlamaIndex's {@code EmbeddingAdapterFinetuneEngine} does: batches in the order of the
 * examples, each question told apart from the other nodes of its batch by the softmax of
 * scale·cos(f(q), d); gradients clipped by their joint norm; a learning rate that rises linearly
 * and then falls linearly to zero. Gradients come from autograd.
 */
final class LlamaIndexFit {

  /** PyTorch's {@code clip_grad_norm_} adds this to the norm. */
  private static final double CLIP_EPSILON = 1e-6;

  private static final String RESIDUAL_WEIGHT = "residual_weight";

  private final LlamaIndexRecipe recipe;
  private final Adapter start;
  private final Map<String, NDArray> weights = new LinkedHashMap<>();

  /** Of the weights that the network uses: without a residual its weight stays as it is. */
  private final Map<String, Optimizer> optimizers = new LinkedHashMap<>();

  private LlamaIndexFit(NDManager manager, LlamaIndexRecipe recipe, Adapter start) {
    this.recipe = recipe;
    this.start = start;
    boolean residual = start instanceof TwoLayerAdapter network && network.residual();
    NamedTensors.ofNetwork(start)
        .forEach(
            (name, tensor) -> {
              NDArray array = Rows.array(manager, tensor.toArray(), shape(tensor));
              weights.put(name, array);
              if (residual || !name.equals(RESIDUAL_WEIGHT)) {
                optimizers.put(name, optimizer(array));
              }
            });
  }

  /**
   * Trains on the examples in their order.
   *
   * @param start a linear or two-layer network with the weights to start from
   */
  static Fitted train(
      NDManager manager, List<Example> examples, LlamaIndexRecipe recipe, Adapter start) {
    if (examples.size() < 2) {
      throw new TrainingException("there are fewer than two examples to tell apart");
    }
    try (NDManager scope = manager.newSubManager()) {
      return new LlamaIndexFit(scope, recipe, start).train(scope, examples);
    }
  }

  private Fitted train(NDManager manager, List<Example> examples) {
    int batchSize = recipe.getBatchSize();
    int stepsAnEpoch = (examples.size() + batchSize - 1) / batchSize;
    int steps = Math.multiplyExact(stepsAnEpoch, recipe.getEpochs());
    LearningCurve curve = new LearningCurve(steps);
    for (int step = 1; step <= steps; step++) {
      int start = (step - 1) % stepsAnEpoch * batchSize;
      List<Example> batch = examples.subList(start, Math.min(examples.size(), start + batchSize));
      double rate = learningRate(step - 1, steps);
      try (NDManager scope = manager.newSubManager()) {
        scope.tempAttachAll(weights.values().toArray(NDArray[]::new));
        Step result = backward(scope, batch, curve.wants(step));
        update(scope, result.gradients(), rate);
        if (curve.wants(step)) {
          curve.add(step, result.loss(), rate);
        }
      }
    }
    return new Fitted(trained(), curve.points(), OptionalDouble.empty(), 0);
  }

  private Adapter trained() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    weights.forEach(
        (name, array) ->
            tensors.put(
                name,
                Tensor.of(
                    array.toFloatArray(),
                    Arrays.stream(array.getShape().getShape())
                        .mapToInt(Math::toIntExact)
                        .toArray())));
    try {
      return start instanceof TwoLayerAdapter network
          ? NamedTensors.twoLayer(tensors, network.activation(), network.residual())
          : NamedTensors.linear(tensors);
    } catch (MalformedFileException e) {
      throw new TrainingException("the weights came out wrong: " + e.getMessage());
    }
  }

  private static Shape shape(Tensor tensor) {
    return new Shape(Arrays.stream(tensor.shape()).asLongStream().toArray());
  }

  private double learningRate(int step, int steps) {
    int warmup = (int) (recipe.getWarmupShare() * steps);
    double share =
        step < warmup
            ? (double) step / Math.max(1, warmup)
            : (double) (steps - step) / Math.max(1, steps - warmup);
    return recipe.getLearningRate() * share;
  }

  private record Step(Map<String, NDArray> gradients, double loss) {}

  private Step backward(NDManager scope, List<Example> batch, boolean lossWanted) {
    // Copies, so that the weights themselves stay outside autograd and can be changed in place.
    Map<String, NDArray> leaves = new LinkedHashMap<>();
    weights.forEach(
        (name, array) -> {
          NDArray leaf = scope.create(array.getShape());
          array.copyTo(leaf);
          leaf.setRequiresGradient(true);
          leaves.put(name, leaf);
        });
    int dimension = batch.get(0).question().length;
    NDArray questions =
        Rows.matrix(scope, batch.stream().map(Example::question).toList(), dimension);
    NDArray nodes =
        Rows.matrix(scope, batch.stream().map(Example::node).toList(), dimension).normalize(2, 1);
    NDArray own = scope.eye(batch.size());
    double value;
    try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      NDArray mapped = network(leaves, questions).normalize(2, 1);
      NDArray logits = mapped.matMul(nodes.transpose()).mul(recipe.getScale());
      NDArray loss = logits.logSoftmax(1).mul(own).sum().div(-batch.size());
      collector.backward(loss);
      value = lossWanted ? loss.getFloat() : 0;
    }
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    optimizers.keySet().forEach(name -> gradients.put(name, leaves.get(name).getGradient()));
    return new Step(gradients, value);
  }

  private NDArray network(Map<String, NDArray> leaves, NDArray questions) {
    if (start instanceof TwoLayerAdapter network) {
      NDArray hidden =
          activated(
              network.activation(),
              questions
                  .matMul(leaves.get("linear1.weight").transpose())
                  .add(leaves.get("linear1.bias")));
      NDArray mapped =
          hidden.matMul(leaves.get("linear2.weight").transpose()).add(leaves.get("linear2.bias"));
      return network.residual() ? mapped.mul(leaves.get(RESIDUAL_WEIGHT)).add(questions) : mapped;
    }
    NDArray mapped = questions.matMul(leaves.get("linear.weight").transpose());
    NDArray bias = leaves.get("linear.bias");
    return bias == null ? mapped : mapped.add(bias);
  }

  private static NDArray activated(Activation activation, NDArray hidden) {
    return switch (activation) {
      case RELU -> ai.djl.nn.Activation.relu(hidden);
      case LEAKY_RELU -> ai.djl.nn.Activation.leakyRelu(hidden, 0.01f);
      case GELU -> ai.djl.nn.Activation.gelu(hidden);
      case TANH -> ai.djl.nn.Activation.tanh(hidden);
      case SIGMOID -> ai.djl.nn.Activation.sigmoid(hidden);
    };
  }

  private void update(NDManager scope, Map<String, NDArray> gradients, double rate) {
    double square = 0;
    for (NDArray gradient : gradients.values()) {
      square += gradient.square().sum().getFloat();
    }
    double factor = recipe.getMaxGradientNorm() / (Math.sqrt(square) + CLIP_EPSILON);
    if (factor < 1) {
      gradients.values().forEach(gradient -> gradient.muli(factor));
    }
    gradients.forEach(
        (name, gradient) -> optimizers.get(name).update(scope, weights.get(name), gradient, rate));
  }

  private Optimizer optimizer(NDArray array) {
    return switch (recipe.getOptimizer()) {
      case OPTIMIZER_ADAMW -> new Adam(array, recipe.getWeightDecay(), Adam.Decay.WEIGHTS);
      case OPTIMIZER_ADAM -> new Adam(array, recipe.getWeightDecay(), Adam.Decay.GRADIENT);
      case OPTIMIZER_SGD -> new StochasticGradientDescent(recipe.getWeightDecay());
      case OPTIMIZER_UNSPECIFIED, UNRECOGNIZED ->
          throw new TrainingException("the recipe names no optimizer");
    };
  }
}
