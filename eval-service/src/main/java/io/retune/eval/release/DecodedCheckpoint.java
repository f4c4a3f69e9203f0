package io.retune.eval.release;

import io.retune.adapter.Adapter;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.schemas.DocumentDigests;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.Recipe;
import java.util.Objects;

/**
 * A checkpoint whose weights were read.
 *
 * @param checkpoint as it was written
 * @param adapter its weights
 */
public record DecodedCheckpoint(AdapterCheckpoint checkpoint, Adapter adapter) {
  public DecodedCheckpoint {
    Objects.requireNonNull(checkpoint, "checkpoint");
    Objects.requireNonNull(adapter, "adapter");
  }

  /**
   * Reads the weights.
   *
   * @throws MalformedFileException if they are no adapter
   * @throws IllegalArgumentException if they hold values that are not finite or do not have the
   *     hash that the checkpoint gives
   */
  public static DecodedCheckpoint of(AdapterCheckpoint checkpoint) throws MalformedFileException {
    byte[] weights = checkpoint.getWeights().toByteArray();
    if (!Sha256.of(weights).equals(checkpoint.getWeightsSha256())) {
      throw new IllegalArgumentException(
          "the weights of version " + checkpoint.getVersion() + " do not have their SHA-256");
    }
    return new DecodedCheckpoint(checkpoint, new AdapterWeights().decode(weights));
  }

  /** Trained on validation nodes too. */
  public boolean isRefit() {
    return checkpoint.getLineage().getRefitOfVersion() > 0;
  }

  /** The version whose evaluation it stands on: its own, unless it is a refit. */
  public long judgedVersion() {
    return isRefit() ? checkpoint.getLineage().getRefitOfVersion() : checkpoint.getVersion();
  }

  /** Documents that were forgotten before it was trained; what learned from them goes with it. */
  public DocumentDigests forgotten() {
    return new DocumentDigests(checkpoint.getLineage().getForgottenDocuments());
  }

  /** Whether it was trained on the local questions of validation nodes. */
  public boolean sawLocalQuestions() {
    return checkpoint.getRecipe().getWhitened().getLocalOfValidationNodes();
  }

  /**
   * Whether the adapter is blended with the base model up to this, and has no question memory.
   * LlamaIndex's recipe has no blend, so it never is.
   *
   * @param alpha 0 is the base model, 1 the trained map alone
   */
  public boolean isBlendedUpTo(double alpha) {
    Recipe recipe = checkpoint.getRecipe();
    if (!recipe.hasWhitened() || checkpoint.getLineage().getBeta() > 0) {
      return false;
    }
    double chosen = checkpoint.getLineage().getAlpha();
    return (chosen > 0 ? chosen : recipe.getWhitened().getAlpha()) <= alpha + 1e-9;
  }
}
