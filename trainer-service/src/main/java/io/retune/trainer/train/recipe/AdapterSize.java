package io.retune.trainer.train.recipe;

import io.retune.schemas.Topics;
import io.retune.schemas.v1.LlamaIndexRecipe;
import io.retune.schemas.v1.Recipe;

/** How large the file of an adapter gets, which a record has to hold. */
public final class AdapterSize {

  /** The names and shapes of the tensors before their values. */
  private static final int HEADER_BYTES = 1024;

  private AdapterSize() {}

  /**
   * Returns if the adapter of a recipe fits into a record.
   *
   * @param dimension of the base model
   * @throws IllegalArgumentException if not, with the sizes in its message
   */
  public static void check(Recipe recipe, int dimension) {
    long bytes = Float.BYTES * values(recipe.getLlamaIndex(), dimension) + HEADER_BYTES;
    if (bytes > Topics.MAX_WEIGHTS_BYTES) {
      throw new IllegalArgumentException(
          "an adapter of this recipe for %d dimensions has %.1f MB, and a record holds %.1f MB; %s"
              .formatted(
                  dimension,
                  bytes / 1e6,
                  Topics.MAX_WEIGHTS_BYTES / 1e6,
                  isTwoLayer(recipe.getLlamaIndex())
                      ? "choose a smaller retune.train.llama-index.hidden-features"
                      : "choose a base model of fewer dimensions"));
    }
  }

  /**
   * How many questions the memory of an adapter may keep: as many as the recipe says, or as a
   * record has room for. For each there may be a node of its own.
   *
   * @param dimension of the base model
   */
  public static int memory(Recipe recipe, int dimension) {
    long room =
        Topics.MAX_WEIGHTS_BYTES
            - HEADER_BYTES
            - Float.BYTES * values(recipe.getLlamaIndex(), dimension);
    long rows = room / (2L * (dimension + Float.BYTES) + Integer.BYTES);
    return (int) Math.max(0, Math.min(recipe.getWhitened().getMemory().getQuestions(), rows));
  }

  private static long values(LlamaIndexRecipe recipe, long dimension) {
    return isTwoLayer(recipe)
        ? (2 * dimension + 1) * recipe.getHiddenFeatures() + dimension + 1
        : (dimension + 1) * dimension;
  }

  private static boolean isTwoLayer(LlamaIndexRecipe recipe) {
    return recipe.getNetwork() == LlamaIndexRecipe.Network.NETWORK_TWO_LAYER;
  }
}
