package io.retune.eval.gate;

import io.retune.eval.statistics.PairedComparison;
import io.retune.schemas.v1.Decision;
import java.util.Optional;

/**
 * Decides on a refit: a version trained on all nodes, validation nodes too, with the recipe of the
 * version it stands on. No question is left that could judge it, so it stands on that version's
 * evaluation. The questions it has seen can only show that its training broke.
 */
public final class RefitGate {
  private final double harmLevel;

  /**
   * @param harmLevel the level at which a refit counts as worse than the base model
   */
  public RefitGate(double harmLevel) {
    this.harmLevel = harmLevel;
  }

  /**
   * Decides.
   *
   * @param refitOf the version whose evaluation it stands on
   * @param seen the refit against the base model on questions it has seen; empty where there are
   *     none
   */
  public Verdict decide(
      long version, long refitOf, Champion champion, Optional<PairedComparison> seen) {
    String name = "Version " + version + ", a refit of version " + refitOf + " on all nodes,";
    if (champion.isBase() || champion.judgedVersion() != refitOf) {
      return verdict(
          Decision.Kind.KEEP_CHAMPION,
          champion,
          name + " comes too late: " + champion.inWords() + " is released now.",
          Verdict.Release.NOTHING);
    }
    if (seen.map(comparison -> comparison.isWorse(harmLevel)).orElse(false)) {
      return verdict(
          Decision.Kind.KEEP_CHAMPION,
          champion,
          name
              + " ranks worse than the base model even on questions it has seen ("
              + Reasons.difference(seen.get(), harmLevel)
              + "), so its training looks broken.",
          Verdict.Release.NOTHING);
    }
    return verdict(
        champion.decision(),
        champion,
        name
            + " takes its place on the evaluation of version "
            + refitOf
            + "; it has seen the validation questions, so its own figures prove nothing.",
        Verdict.Release.CANDIDATE);
  }

  private static Verdict verdict(
      Decision.Kind kind, Champion champion, String reason, Verdict.Release release) {
    return new Verdict(kind, champion.evidence(), reason, release, false);
  }
}
