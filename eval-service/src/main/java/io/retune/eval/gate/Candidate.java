package io.retune.eval.gate;

/**
 * What the gate must know of a checkpoint.
 *
 * @param version from 1
 * @param gentle whether it is blended with the base model so closely that it may be released
 *     without proof
 * @param sawLocalQuestions whether it was trained on local questions of validation nodes
 * @param sameAsChampion whether its weights are the champion's, bit by bit
 * @param sameRecipe whether it comes from the recipe of the version that was proved
 * @param somethingNew whether enough of its examples or of the questions has changed since the last
 *     candidate that was tested against this champion; the same again would prove nothing
 */
public record Candidate(
    long version,
    boolean gentle,
    boolean sawLocalQuestions,
    boolean sameAsChampion,
    boolean sameRecipe,
    boolean somethingNew) {
  public Candidate {
    if (version < 1) {
      throw new IllegalArgumentException("versions are counted from 1, not " + version);
    }
  }
}
