package io.retune.adapter.llamaindex;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.retune.adapter.Activation;
import io.retune.adapter.Adapter;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.MemoryAdapter;
import io.retune.adapter.TwoLayerAdapter;

/**
 * What {@code config.json} holds: exactly the arguments that LlamaIndex calls the network's class
 * with, so no key of our own may be among them.
 */
sealed interface NetworkConfig {

  /**
   * @throws IllegalArgumentException where LlamaIndex has no such network
   */
  static NetworkConfig of(Adapter adapter) {
    if (adapter instanceof MemoryAdapter remembering) {
      return of(remembering.linear());
    }
    if (adapter instanceof LinearAdapter linear) {
      return new Linear(linear.inputs(), linear.outputs(), linear.bias().isPresent());
    }
    if (adapter instanceof TwoLayerAdapter network) {
      if (network.activation() == Activation.GELU) {
        throw new IllegalArgumentException("LlamaIndex does not know the activation 'gelu'");
      }
      return new TwoLayer(
          network.inputs(),
          network.hidden(),
          network.outputs(),
          true,
          network.activation().torchName(),
          network.residual());
    }
    throw new IllegalArgumentException("the base model has no network");
  }

  /**
   * {@code LinearLayer}.
   *
   * @param bias false where the file does not say
   */
  @JsonPropertyOrder({"in_features", "out_features", "bias"})
  record Linear(
      @JsonProperty(value = "in_features", required = true) int inputs,
      @JsonProperty(value = "out_features", required = true) int outputs,
      @JsonProperty("bias") Boolean bias)
      implements NetworkConfig {

    public Linear {
      bias = Boolean.TRUE.equals(bias);
    }
  }

  /**
   * {@code TwoLayerNN}.
   *
   * @param bias LlamaIndex asks for it and makes no use of it: both layers always have a bias
   * @param activation by its name in PyTorch; "relu" where the file does not say
   * @param residual false where the file does not say
   */
  @JsonPropertyOrder({
    "in_features",
    "hidden_features",
    "out_features",
    "bias",
    "activation_fn_str",
    "add_residual"
  })
  record TwoLayer(
      @JsonProperty(value = "in_features", required = true) int inputs,
      @JsonProperty(value = "hidden_features", required = true) int hidden,
      @JsonProperty(value = "out_features", required = true) int outputs,
      @JsonProperty("bias") Boolean bias,
      @JsonProperty("activation_fn_str") String activation,
      @JsonProperty("add_residual") Boolean residual)
      implements NetworkConfig {

    public TwoLayer {
      bias = Boolean.TRUE.equals(bias);
      activation = activation == null ? "relu" : activation;
      residual = Boolean.TRUE.equals(residual);
    }
  }
}
