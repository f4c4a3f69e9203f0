package io.retune.eval.gate;

import io.retune.eval.statistics.PairedComparison;
import io.retune.schemas.v1.Decision;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides where what is released learned from a document that was forgotten, and the candidate did
 * not. What is released goes, in any case. If the candidate does not take its place on its own
 * merits, it need only not be worse than the base model; else the base model takes it.
 */
public final class ForgettingGate {
  private final double level;

  /**
   * @param level of the bounds in the reason
   */
  public ForgettingGate(double level) {
    this.level = level;
  }

  /**
   * Decides.
   *
   * @param otherwise the gate's verdict, without regard to what is to be forgotten
   * @param champion not the base model
   * @param evidence how the candidate did on evidence; empty where there is none
   * @param local how it did on local questions; empty where there are none
   */
  public Verdict decide(
      Verdict otherwise,
      Candidate candidate,
      Champion champion,
      Optional<Comparisons> evidence,
      Optional<Comparisons> local) {
    if (otherwise.release() != Verdict.Release.NOTHING) {
      return otherwise;
    }
    boolean enough = otherwise.evidence() == Decision.Evidence.ENOUGH;
    boolean released =
        enough ? isNotWorse(evidence) : candidate.gentle() && isNotWorse(evidence, local);
    String reason =
        "What is released, %s, learned from a document that was forgotten, and goes. %s %s"
            .formatted(
                champion.inWords(),
                released
                    ? "Version %d, which did not, takes its place: it is not worse than the base model (%s)."
                        .formatted(candidate.version(), figures(evidence.or(() -> local)))
                    : "The base model takes its place, for version %d %s."
                        .formatted(candidate.version(), whyNot(candidate, enough, evidence, local)),
                otherwise.reason());
    return new Verdict(
        Decision.Kind.FORGET,
        otherwise.evidence(),
        reason,
        released ? Verdict.Release.CANDIDATE : Verdict.Release.BASE,
        otherwise.tested());
  }

  @SafeVarargs
  private static boolean isNotWorse(Optional<Comparisons>... sets) {
    return Stream.of(sets).anyMatch(Optional::isPresent)
        && Stream.of(sets)
            .flatMap(Optional::stream)
            .allMatch(set -> set.adapterOverBase().difference() >= 0);
  }

  private String whyNot(
      Candidate candidate,
      boolean enough,
      Optional<Comparisons> evidence,
      Optional<Comparisons> local) {
    if (evidence.isEmpty() && local.isEmpty()) {
      return "has no question that shows whether it is sound";
    }
    boolean sound = enough ? isNotWorse(evidence) : isNotWorse(evidence, local);
    return sound
        ? "goes further from the base model than a gentle blend, and too few questions show what it does"
        : "is worse than it (%s)".formatted(figures(evidence.or(() -> local)));
  }

  private String figures(Optional<Comparisons> comparisons) {
    PairedComparison overBase = comparisons.orElseThrow().adapterOverBase();
    return Reasons.difference(overBase, level);
  }
}
