package io.retune.eval.gate;

import static io.retune.eval.gate.Verdict.Release.BASE;
import static io.retune.eval.gate.Verdict.Release.CANDIDATE;
import static io.retune.eval.gate.Verdict.Release.NOTHING;
import static io.retune.schemas.v1.Decision.Evidence.ENOUGH;
import static io.retune.schemas.v1.Decision.Evidence.LOCAL_ONLY;
import static io.retune.schemas.v1.Decision.Evidence.NONE;
import static io.retune.schemas.v1.Decision.Evidence.TOO_FEW;
import static io.retune.schemas.v1.Decision.Kind.FOLLOW;
import static io.retune.schemas.v1.Decision.Kind.KEEP_CHAMPION;
import static io.retune.schemas.v1.Decision.Kind.PROMOTE;
import static io.retune.schemas.v1.Decision.Kind.REVERT_TO_BASE;
import static io.retune.schemas.v1.Decision.Kind.UNDECIDED;

import io.retune.eval.statistics.PairedComparison;
import io.retune.schemas.v1.Decision;
import java.util.Optional;

/**
 * Decides what a checkpoint's evaluation leads to. A pure function of figures.
 *
 * <p>With enough evidence a candidate is promoted if it is better than the base model <em>and</em>
 * than the champion. Both tests must reject, so neither needs a correction for the other (Berger,
 * "Multiparameter hypothesis testing and acceptance sampling", Technometrics 24, 1982). Candidates
 * for the place of one champion share one error rate ({@link
 * io.retune.eval.statistics.AlphaSpending}): the probability that any of them, none being better,
 * takes its place is at most that rate, however often the collection is trained again.
 *
 * <p>With less evidence nothing is proved: only a gentle blend is released, and only where its
 * training is not broken and the champion was not proved better on enough evidence.
 */
public final class Gate {
  private final GateRules rules;

  public Gate(GateRules rules) {
    this.rules = rules;
  }

  /**
   * Decides.
   *
   * @param testsSpent candidates that evidence has tested against this champion before
   * @param evidence how the candidate did on evidence; empty where there is none
   * @param local how it did on local questions; empty where there are none
   */
  public Verdict decide(
      Candidate candidate,
      Champion champion,
      int testsSpent,
      Optional<Comparisons> evidence,
      Optional<Comparisons> local) {
    Reasons reasons = new Reasons(candidate, champion);
    Decision.Evidence amount = amount(evidence, local);
    if (amount == NONE) {
      return withoutTest(UNDECIDED, NONE, reasons.noQuestions());
    }
    if (candidate.sameAsChampion()) {
      return withoutTest(KEEP_CHAMPION, amount, reasons.sameWeights());
    }
    return amount == ENOUGH
        ? decideOnEvidence(reasons, testsSpent + 1, evidence.orElseThrow())
        : decideWithoutProof(reasons, amount, evidence, local);
  }

  /** How much the questions can show. */
  private Decision.Evidence amount(Optional<Comparisons> evidence, Optional<Comparisons> local) {
    if (evidence.isPresent()) {
      boolean enough =
          evidence.get().questions() >= rules.minQuestions()
              && evidence.get().askedNodes() >= rules.minNodes();
      return enough ? ENOUGH : TOO_FEW;
    }
    return local.isPresent() ? LOCAL_ONLY : NONE;
  }

  private Verdict decideOnEvidence(Reasons reasons, int test, Comparisons comparisons) {
    if (follows(reasons, comparisons)) {
      return new Verdict(FOLLOW, ENOUGH, reasons.follows(comparisons, rules), CANDIDATE, false);
    }
    return reasons.candidate().somethingNew()
        ? decideByTest(reasons, test, comparisons)
        : decideWithoutTest(reasons, rules.spending().level(test), comparisons);
  }

  private Verdict decideByTest(Reasons reasons, int test, Comparisons comparisons) {
    double level = rules.spending().level(test);
    String figures = reasons.figures(comparisons, test, level);
    PairedComparison overBase = comparisons.adapterOverBase();
    if (overBase.isBetter(level)
        && comparisons.adapterOverChampion().map(c -> c.isBetter(level)).orElse(true)) {
      return tested(PROMOTE, reasons.provedBetter(figures), CANDIDATE);
    }
    Optional<String> harm = championHarms(reasons, level, comparisons);
    if (harm.isPresent()) {
      return tested(REVERT_TO_BASE, harm.get() + reasons.notProvedEither(figures), BASE);
    }
    if (overBase.isWorse(rules.harmLevel())) {
      return reasons.champion().isBase()
          ? tested(REVERT_TO_BASE, reasons.harmful(figures), NOTHING)
          : tested(KEEP_CHAMPION, reasons.championStaysBecauseHarmful(figures), NOTHING);
    }
    return tested(KEEP_CHAMPION, reasons.championStaysBecauseUnproved(figures), NOTHING);
  }

  private Verdict decideWithoutTest(Reasons reasons, double level, Comparisons comparisons) {
    return championHarms(reasons, level, comparisons)
        .map(harm -> new Verdict(REVERT_TO_BASE, ENOUGH, harm + ".", BASE, false))
        .orElseGet(() -> withoutTest(KEEP_CHAMPION, ENOUGH, reasons.nothingNew()));
  }

  /**
   * Why the champion is to go. One that stands on proof goes as soon as nothing speaks for it any
   * more: what it was proved on may be gone, and a candidate that is better than the base model
   * takes its place again without a new proof. One that a person or the lack of evidence has
   * released goes when it is proved worse.
   */
  private static Optional<String> championHarms(
      Reasons reasons, double level, Comparisons comparisons) {
    return comparisons
        .championOverBase()
        .filter(
            champion ->
                reasons.champion().standsOnProof()
                    ? champion.difference() < 0
                    : champion.isWorse(level))
        .map(champion -> reasons.championHarms(champion, level));
  }

  /**
   * Whether the candidate may take the place of a champion that stands on proof, without a proof of
   * its own. It is compared with the base model and with the version that was proved, on today's
   * questions, so that many small steps cannot add up to a bad one.
   */
  private boolean follows(Reasons reasons, Comparisons comparisons) {
    return reasons.champion().standsOnProof()
        && reasons.candidate().sameRecipe()
        && comparisons
            .adapterOverHalfLift()
            .map(halfLift -> halfLift.isBetter(rules.followLevel()))
            .orElse(false)
        && comparisons.adapterOverBase().isBetter(rules.followLevel())
        && comparisons
            .adapterOverChampion()
            .map(champion -> champion.difference() >= -rules.followMargin())
            .orElse(true);
  }

  private Verdict decideWithoutProof(
      Reasons reasons,
      Decision.Evidence amount,
      Optional<Comparisons> evidence,
      Optional<Comparisons> local) {
    Comparisons comparisons = evidence.or(() -> local).orElseThrow();
    String ground =
        " "
            + (amount == TOO_FEW
                ? reasons.tooFew(comparisons, rules)
                : reasons.localOnly(comparisons, rules));
    if (isWorseThanBase(evidence) || isWorseThanBase(local)) {
      return withoutTest(KEEP_CHAMPION, amount, reasons.looksBroken() + ground);
    }
    Optional<PairedComparison> behind =
        comparisons.adapterOverChampion().filter(champion -> champion.isWorse(rules.harmLevel()));
    if (behind.isPresent()) {
      return withoutTest(
          KEEP_CHAMPION,
          amount,
          reasons.worseThanChampion(behind.get(), rules.harmLevel()) + ground);
    }
    if (reasons.champion().standsOnProof()) {
      return withoutTest(KEEP_CHAMPION, amount, reasons.championIsProved() + ground);
    }
    if (reasons.champion().rolledBack()) {
      return withoutTest(UNDECIDED, amount, reasons.rolledBack() + ground);
    }
    if (!reasons.candidate().gentle()) {
      return withoutTest(UNDECIDED, amount, reasons.notGentle() + ground);
    }
    return new Verdict(UNDECIDED, amount, reasons.gentle() + ground, CANDIDATE, false);
  }

  private boolean isWorseThanBase(Optional<Comparisons> comparisons) {
    return comparisons.map(c -> c.adapterOverBase().isWorse(rules.harmLevel())).orElse(false);
  }

  /** A decision on enough evidence, which spends one of the champion's tests. */
  private static Verdict tested(Decision.Kind kind, String reason, Verdict.Release release) {
    return new Verdict(kind, ENOUGH, reason, release, true);
  }

  /** A decision that releases no candidate and spends no test. */
  private static Verdict withoutTest(Decision.Kind kind, Decision.Evidence amount, String reason) {
    return new Verdict(kind, amount, reason, NOTHING, false);
  }
}
