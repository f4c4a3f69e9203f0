package io.retune.adapter;

import io.retune.adapter.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * y = Wx + b.
 *
 * <p>The weights are kept column by column: adding up scaled columns has no dependency between the
 * lanes, so the just-in-time compiler turns the inner loop into vector instructions, which it may
 * not do with the sum of a row.
 */
final class DenseLayer {

  private final int inputs;
  private final int outputs;
  private final float[] columns;
  private final Optional<Tensor> bias;
  private final float[] start;

  /**
   * @param weight [outputs, inputs]
   * @param bias [outputs]
   */
  DenseLayer(Tensor weight, Optional<Tensor> bias) {
    if (weight.rank() != 2) {
      throw new IllegalArgumentException(
          "the weight has %d dimensions, not 2".formatted(weight.rank()));
    }
    this.outputs = weight.dimension(0);
    this.inputs = weight.dimension(1);
    if (bias.isPresent() && !Arrays.equals(bias.get().shape(), new int[] {outputs})) {
      throw new IllegalArgumentException(
          "the bias has the shape %s, not [%d]"
              .formatted(Arrays.toString(bias.get().shape()), outputs));
    }
    requireFinite(weight, "weight");
    bias.ifPresent(values -> requireFinite(values, "bias"));
    this.bias = bias;
    this.start = bias.map(Tensor::toArray).orElseGet(() -> new float[outputs]);
    this.columns = new float[weight.size()];
    FloatBuffer rows = weight.values();
    for (int output = 0; output < outputs; output++) {
      for (int input = 0; input < inputs; input++) {
        columns[input * outputs + output] = rows.get();
      }
    }
  }

  private static void requireFinite(Tensor tensor, String name) {
    FloatBuffer values = tensor.values();
    while (values.hasRemaining()) {
      if (!Float.isFinite(values.get())) {
        throw new IllegalArgumentException("the " + name + " holds a value that is not finite");
      }
    }
  }

  int inputs() {
    return inputs;
  }

  int outputs() {
    return outputs;
  }

  Optional<Tensor> bias() {
    return bias;
  }

  Tensor weight() {
    float[] rows = new float[columns.length];
    int index = 0;
    for (int output = 0; output < outputs; output++) {
      for (int input = 0; input < inputs; input++) {
        rows[index++] = columns[input * outputs + output];
      }
    }
    return Tensor.of(rows, outputs, inputs);
  }

  float[] apply(float[] vector) {
    if (vector.length != inputs) {
      throw new IllegalArgumentException(
          "the adapter maps vectors of dimension %d, not %d".formatted(inputs, vector.length));
    }
    float[] sum = start.clone();
    for (int input = 0; input < inputs; input++) {
      float factor = vector[input];
      int column = input * outputs;
      for (int output = 0; output < outputs; output++) {
        sum[output] += factor * columns[column + output];
      }
    }
    return sum;
  }
}
