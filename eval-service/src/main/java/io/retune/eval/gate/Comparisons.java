package io.retune.eval.gate;

import io.retune.eval.statistics.PairedComparison;
import java.util.Objects;
import java.util.Optional;

/**
 * How a candidate did against base model and champion on one set of questions.
 *
 * @param questions how many questions
 * @param askedNodes how many nodes have one of them
 * @param adapterOverBase the candidate against the base model
 * @param adapterOverChampion the candidate against the champion; empty where that is the base model
 *     or cannot be compared
 * @param championOverBase the champion against the base model; empty as above
 */
public record Comparisons(
    int questions,
    int askedNodes,
    PairedComparison adapterOverBase,
    Optional<PairedComparison> adapterOverChampion,
    Optional<PairedComparison> championOverBase) {
  public Comparisons {
    Objects.requireNonNull(adapterOverBase, "adapterOverBase");
    Objects.requireNonNull(adapterOverChampion, "adapterOverChampion");
    Objects.requireNonNull(championOverBase, "championOverBase");
  }
}
