package io.retune.adapter;

import java.util.Arrays;
import java.util.Optional;

/** What stands between the two layers, each as PyTorch's function of the same name computes it. */
public enum Activation {
  RELU("relu") {
    @Override
    float apply(float value) {
      return Math.max(0, value);
    }
  },
  /** With PyTorch's default slope of 0.01. */
  LEAKY_RELU("leaky_relu") {
    @Override
    float apply(float value) {
      return value >= 0 ? value : 0.01f * value;
    }
  },
  SIGMOID("sigmoid") {
    @Override
    float apply(float value) {
      return (float) (1 / (1 + Math.exp(-value)));
    }
  },
  TANH("tanh") {
    @Override
    float apply(float value) {
      return (float) Math.tanh(value);
    }
  },
  /** x·Φ(x), not the approximation by tanh. LlamaIndex does not know it. */
  GELU("gelu") {
    @Override
    float apply(float value) {
      return (float) (value * 0.5 * (1 + errorFunction(value / Math.sqrt(2))));
    }
  };

  private final String torchName;

  Activation(String torchName) {
    this.torchName = torchName;
  }

  abstract float apply(float value);

  /** The name of the function in {@code torch.nn.functional}. */
  public String torchName() {
    return torchName;
  }

  /** Empty where no activation has the name. */
  public static Optional<Activation> ofTorchName(String name) {
    return Arrays.stream(values()).filter(known -> known.torchName.equals(name)).findFirst();
  }

  /** Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26: error below 1.5e-7. */
  private static double errorFunction(double x) {
    double t = 1 / (1 + 0.3275911 * Math.abs(x));
    double polynomial =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return Math.copySign(1 - polynomial * Math.exp(-x * x), x);
  }
}
