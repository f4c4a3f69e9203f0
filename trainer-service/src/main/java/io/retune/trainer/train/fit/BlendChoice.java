package io.retune.trainer.train.fit;

import io.retune.schemas.v1.MemoryRecipe;
import io.retune.schemas.v1.WhitenedRecipe;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How far an adapter goes from the base model.
 *
 * @param alpha share of the learned map, from 0, the base model, to 1
 * @param beta how far its memory moves a query; 0 without one
 */
record BlendChoice(double alpha, double beta) {

  /** What stands where too few questions are evidence. */
  static BlendChoice safe(WhitenedRecipe recipe) {
    return new BlendChoice(recipe.getAlpha(), recipe.getMemory().getBeta());
  }

  /** All that may be chosen, the safe one among them, the gentler first. */
  static List<BlendChoice> of(WhitenedRecipe recipe) {
    MemoryRecipe memory = recipe.getMemory();
    double[] alphas = sorted(recipe.getAlpha(), recipe.getAlphaChoicesList());
    double[] betas = sorted(memory.getBeta(), memory.getBetaChoicesList());
    return DoubleStream.of(alphas)
        .boxed()
        .flatMap(alpha -> DoubleStream.of(betas).mapToObj(beta -> new BlendChoice(alpha, beta)))
        .toList();
  }

  private static double[] sorted(double safe, List<Double> choices) {
    return DoubleStream.concat(
            DoubleStream.of(safe), choices.stream().mapToDouble(Double::doubleValue))
        .distinct()
        .sorted()
        .toArray();
  }
}
