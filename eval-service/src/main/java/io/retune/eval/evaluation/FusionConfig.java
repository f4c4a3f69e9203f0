package io.retune.eval.evaluation;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;

/** How the weight of keyword search is chosen, for searching with both. */
public interface FusionConfig {
  /** The weights to choose from; 0 is the adapter alone. */
  @WithDefault("0,0.1,0.2,0.35,0.5,0.65")
  @NotEmpty
  List<@DecimalMin("0") @DecimalMax("1") Double> weights();

  /** Evidence questions from which on the weight is chosen by them. */
  @WithDefault("100")
  @Min(10)
  int minQuestions();

  /** The weight where there are fewer. */
  @WithDefault("0.2")
  @DecimalMin("0")
  @DecimalMax("1")
  double unchosenWeight();
}
