package io.retune.trainer.train.recipe;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** The parameters of LlamaIndex's recipe, with LlamaIndex's defaults. */
public interface LlamaIndexConfig {

  /** The networks to choose from. */
  enum Network {
    LINEAR,
    TWO_LAYER
  }

  /** The optimizers to choose from. */
  enum Optimizer {
    ADAMW,
    ADAM,
    SGD
  }

  /** What stands between two layers. */
  enum Activation {
    RELU,
    LEAKY_RELU,
    GELU,
    TANH,
    SIGMOID
  }

  /** The network that is trained. */
  @WithDefault("linear")
  @NotNull
  Network network();

  /** Whether the linear network has a bias. */
  @WithDefault("false")
  boolean bias();

  /** Times that each example is seen. */
  @WithDefault("4")
  @Min(1)
  @Max(10000)
  int epochs();

  /** Examples in a step. */
  @WithDefault("10")
  @Min(2)
  @Max(16384)
  int batchSize();

  /** How the weights follow their gradient. */
  @WithDefault("adamw")
  @NotNull
  Optimizer optimizer();

  /** The highest learning rate. */
  @WithDefault("0.00002")
  @DecimalMin(value = "0", inclusive = false)
  double learningRate();

  /** Weight decay: PyTorch's default of AdamW. */
  @WithDefault("0.01")
  @DecimalMin("0")
  double weightDecay();

  /** Share of the steps over which the learning rate rises; it then falls to zero. */
  @WithDefault("0.1")
  @DecimalMin("0")
  @DecimalMax("1")
  double warmupShare();

  /** The joint length that gradients are cut to. */
  @WithDefault("1")
  @DecimalMin(value = "0", inclusive = false)
  double maxGradientNorm();

  /** Factor on the cosine before the softmax. */
  @WithDefault("20")
  @DecimalMin(value = "0", inclusive = false)
  double scale();

  /** Width of the two-layer network. */
  @WithDefault("1024")
  @Min(1)
  @Max(65536)
  int hiddenFeatures();

  /** What stands between the two layers. LlamaIndex does not know gelu. */
  @WithDefault("relu")
  @NotNull
  Activation activation();

  /** Whether the two-layer network adds its input to its output. */
  @WithDefault("true")
  boolean residual();

  /** Version to start from; 0 starts from the identity. */
  @WithDefault("0")
  @Min(0)
  long startVersion();
}
