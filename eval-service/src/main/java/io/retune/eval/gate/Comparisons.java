package io.retune.eval.gate;

import io.retune.eval.statistics.PairedComparison;
import io.retune.schemas.QuestionMix;
import java.util.Objects;
import java.util.Optional;

/**
 * How a candidate did against base model and champion on one set of questions.
 *
 * @param mix how many questions, by class
 * @param askedNodes how many nodes have one of them
 * @param adapterOverBase the candidate against the base model
 * @param adapterOverChampion the candidate against the champion; empty where that is the base model
 *     or cannot be compared
 * @param championOverBase the champion against the base model; empty as above
 * @param adapterOverHalfLift the candidate against the mean of the base model and the version that
 *     was proved, that is, against half of that version's lift; empty where there is none
 */
public record Comparisons(
    QuestionMix mix,
    int askedNodes,
    PairedComparison adapterOverBase,
    Optional<PairedComparison> adapterOverChampion,
    Optional<PairedComparison> championOverBase,
    Optional<PairedComparison> adapterOverHalfLift) {
  public Comparisons {
    Objects.requireNonNull(mix, "mix");
    Objects.requireNonNull(adapterOverBase, "adapterOverBase");
    Objects.requireNonNull(adapterOverChampion, "adapterOverChampion");
    Objects.requireNonNull(championOverBase, "championOverBase");
    Objects.requireNonNull(adapterOverHalfLift, "adapterOverHalfLift");
  }

  /** How many questions there are. */
  public int questions() {
    return mix.total();
  }
}
