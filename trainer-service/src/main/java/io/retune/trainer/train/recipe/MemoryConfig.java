package io.retune.trainer.train.recipe;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Optional;

/** The local questions that an adapter keeps, to move a query towards the nodes they are of. */
public interface MemoryConfig {

  /**
   * How many questions are kept at most; 0: adapters have no memory. Each takes a byte a dimension
   * in a version's record, as does each of their nodes, and two bytes in the memory of whoever
   * applies it.
   */
  @WithDefault("20000")
  @Min(0)
  @Max(200000)
  int questions();

  /**
   * How far a query is moved, for any questions; 0 is the linear adapter alone. Where it is absent,
   * it is chosen from evidence questions together with alpha, or is the safe value.
   */
  Optional<@DecimalMin("0") @DecimalMax("4") Double> beta();

  /**
   * The safe value where too few questions are evidence to choose by, but an evaluation can tell
   * what it does: where the local questions of validation nodes are trained on. Elsewhere it is 0.
   */
  @WithDefault("0.3")
  @DecimalMin("0")
  @DecimalMax("4")
  double safeBeta();

  /** The values to choose from. */
  @WithDefault("0,0.3,0.5")
  @NotEmpty
  List<@DecimalMin("0") @DecimalMax("4") Double> betaChoices();

  /** How many questions a query is compared with in the end: those most like it. */
  @WithDefault("16")
  @Min(1)
  @Max(1000)
  int nearest();

  /** Of the softmax over their similarities: the lower, the more the most similar ones count. */
  @WithDefault("0.05")
  @DecimalMin(value = "0", inclusive = false)
  double temperature();
}
