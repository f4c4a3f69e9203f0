package io.retune.trainer.train.fit;

import io.retune.adapter.Activation;
import io.retune.adapter.Adapter;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.TwoLayerAdapter;
import io.retune.adapter.tensor.Tensor;
import io.retune.schemas.v1.LlamaIndexRecipe;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The network a LlamaIndex training starts from: the identity for the linear one; for the two-layer
 * one PyTorch's {@code nn.Linear} defaults, drawn uniformly from ±1/√inputs, and a residual weight
 * of zero.
 */
final class StartingNetwork {

  private StartingNetwork() {}

  static Adapter of(LlamaIndexRecipe recipe, int dimension, long seed) {
    return switch (recipe.getNetwork()) {
      case NETWORK_LINEAR -> linear(recipe, dimension);
      case NETWORK_TWO_LAYER -> twoLayer(recipe, dimension, seed);
      case NETWORK_UNSPECIFIED, UNRECOGNIZED ->
          throw new TrainingException("the recipe names no network");
    };
  }

  private static LinearAdapter linear(LlamaIndexRecipe recipe, int dimension) {
    float[] identity = new float[dimension * dimension];
    for (int i = 0; i < dimension; i++) {
      identity[i * dimension + i] = 1;
    }
    Optional<Tensor> bias =
        recipe.getBias() ? Optional.of(Tensor.vector(new float[dimension])) : Optional.empty();
    return new LinearAdapter(Tensor.of(identity, dimension, dimension), bias);
  }

  private static TwoLayerAdapter twoLayer(LlamaIndexRecipe recipe, int dimension, long seed) {
    int hidden = recipe.getHiddenFeatures();
    SplittableRandom random = new SplittableRandom(seed);
    return new TwoLayerAdapter(
        Tensor.of(uniform(random, hidden * dimension, dimension), hidden, dimension),
        Tensor.vector(uniform(random, hidden, dimension)),
        Tensor.of(uniform(random, hidden * dimension, hidden), dimension, hidden),
        Tensor.vector(uniform(random, dimension, hidden)),
        activation(recipe),
        0,
        recipe.getResidual());
  }

  private static Activation activation(LlamaIndexRecipe recipe) {
    return switch (recipe.getActivation()) {
      case ACTIVATION_RELU -> Activation.RELU;
      case ACTIVATION_GELU -> Activation.GELU;
      case ACTIVATION_TANH -> Activation.TANH;
      case ACTIVATION_SIGMOID -> Activation.SIGMOID;
      case ACTIVATION_LEAKY_RELU -> Activation.LEAKY_RELU;
      case ACTIVATION_UNSPECIFIED, UNRECOGNIZED ->
          throw new TrainingException("the recipe names no activation");
    };
  }

  private static float[] uniform(SplittableRandom random, int size, int inputs) {
    double bound = 1 / Math.sqrt(inputs);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    return values;
  }
}
