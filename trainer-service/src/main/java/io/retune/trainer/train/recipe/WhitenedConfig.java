package io.retune.trainer.train.recipe;

import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Optional;

/** The parameters of the whitened recipe. */
public interface WhitenedConfig {

  /**
   * How far from the base model, from 0 to 1, for any questions. Where it is absent, it is chosen
   * from evidence questions, or is the safe value for the kind of questions at hand.
   */
  Optional<@DecimalMin("0") @DecimalMax("1") Double> alpha();

  /** The safe value where all training questions are local. */
  @WithDefault("0.5")
  @DecimalMin("0")
  @DecimalMax("1")
  double alphaLocalOnly();

  /** The safe value where some training questions are evidence. */
  @WithDefault("0.7")
  @DecimalMin("0")
  @DecimalMax("1")
  double alphaWithEvidence();

  /** The values to choose from. */
  @WithDefault("0.5,0.7,0.85,1.0")
  @NotEmpty
  List<@DecimalMin("0") @DecimalMax("1") Double> alphaChoices();

  /** Evidence questions to train on from which on alpha and beta are chosen. */
  @WithDefault("100")
  @Min(10)
  int alphaMinQuestions();

  /** Pull of the learned map towards the identity. How gentle a version is, alpha says. */
  @WithDefault("0.01")
  @DecimalMin("0")
  double lambda();

  /** Factor on the score before the softmax. */
  @WithDefault("30")
  @DecimalMin(value = "0", inclusive = false)
  double scale();

  /** Steps of the training. */
  @WithDefault("300")
  @Min(1)
  @Max(100000)
  int steps();

  /** The highest learning rate of Adam. */
  @WithDefault("0.003")
  @DecimalMin(value = "0", inclusive = false)
  double learningRate();

  /** Share of the steps over which the learning rate rises; it then falls along a cosine. */
  @WithDefault("0.05")
  @DecimalMin("0")
  @DecimalMax("1")
  double warmupShare();

  /** Questions in a step. */
  @WithDefault("256")
  @Min(1)
  @Max(16384)
  int batchSize();

  /** Local questions for each other one in a step, where a collection has both. */
  @WithDefault("3")
  @DecimalMin("0")
  double localPerOther();

  /** The softmax runs over all nodes up to this many, and over a sample of this many above. */
  @WithDefault("10000")
  @Min(2)
  int softmaxNodes();

  /** The question memory. */
  @Valid
  MemoryConfig memory();

  /** Whether local questions of validation nodes are trained on. */
  @WithDefault("auto")
  @NotNull
  LocalOfValidation localOfValidationNodes();
}
