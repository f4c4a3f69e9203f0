package io.retune.eval.release;

import io.retune.adapter.Adapter;
import io.retune.schemas.DocumentDigests;
import io.retune.schemas.LearnedDocuments;
import io.retune.schemas.v1.Lineage;
import io.retune.schemas.v1.Recipe;
import java.util.Objects;

/**
 * An adapter in memory, with what tells whether it can be compared.
 *
 * @param version from 1
 * @param baseModelFingerprint of the base model it stands on
 * @param weightsSha256 of its weights
 * @param recipe that it was trained by; the default instance where it was not trained here
 * @param lineage what it learned from
 */
public record KnownAdapter(
    long version,
    String baseModelFingerprint,
    String weightsSha256,
    Recipe recipe,
    Lineage lineage,
    Adapter adapter) {
  public KnownAdapter {
    Objects.requireNonNull(baseModelFingerprint, "baseModelFingerprint");
    Objects.requireNonNull(weightsSha256, "weightsSha256");
    Objects.requireNonNull(recipe, "recipe");
    Objects.requireNonNull(lineage, "lineage");
    Objects.requireNonNull(adapter, "adapter");
  }

  /**
   * Whether another version was trained in the same way, on whatever examples. What follows from
   * the examples does not count: the blend, the sample, and whose local questions were used.
   */
  public boolean hasSameRecipe(DecodedCheckpoint other) {
    Recipe theirs = other.checkpoint().getRecipe();
    return recipe.getKindCase() != Recipe.KindCase.KIND_NOT_SET
        && withoutExamples(recipe).equals(withoutExamples(theirs));
  }

  /** Whether it learned from any of some documents, or may have. */
  public boolean mayHaveLearnedFrom(DocumentDigests documents) {
    return LearnedDocuments.containsAny(lineage, documents).orElse(true);
  }

  private static Recipe withoutExamples(Recipe recipe) {
    Recipe.Builder same = recipe.toBuilder().clearSample();
    if (recipe.hasWhitened()) {
      same.getWhitenedBuilder().clearAlpha().clearAlphaChoices().clearLocalOfValidationNodes();
      if (recipe.getWhitened().hasMemory()) {
        same.getWhitenedBuilder().getMemoryBuilder().clearBeta().clearBetaChoices();
      }
    }
    return same.build();
  }

  /** What is kept of a checkpoint. */
  public static KnownAdapter of(DecodedCheckpoint decoded) {
    return new KnownAdapter(
        decoded.checkpoint().getVersion(),
        decoded.checkpoint().getBaseModel().getFingerprint(),
        decoded.checkpoint().getWeightsSha256(),
        decoded.checkpoint().getRecipe(),
        decoded.checkpoint().getLineage(),
        decoded.adapter());
  }
}
