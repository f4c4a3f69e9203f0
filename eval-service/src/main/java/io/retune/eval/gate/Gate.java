package io.retune.eval.gate;

import static io.retune.eval.gate.Verdict.Release.BASE;
import static io.retune.eval.gate.Verdict.Release.CANDIDATE;
import static io.retune.eval.gate.Verdict.Release.NOTHING;
import static io.retune.schemas.v1.Decision.Evidence.ENOUGH;
import static io.retune.schemas.v1.Decision.Evidence.LOCAL_ONLY;
import static io.retune.schemas.v1.Decision.Evidence.NONE;
import static io.retune.schemas.v1.Decision.Evidence.TOO_FEW;
import static io.retune.schemas.v1.Decision.Kind.KEEP_CHAMPION;
import static io.retune.schemas.v1.Decision.Kind.PROMOTE;
import static io.retune.schemas.v1.Decision.Kind.REVERT_TO_BASE;
import static io.retune.schemas.v1.Decision.Kind.UNDECIDED;

import io.retune.eval.evidence.PairedComparison;
import io.retune.schemas.v1.Decision;
import java.util.Optional;

/**
 * Decides what a checkpoint's evaluation leads to. A pure function of figures.
 *
 * <p>With enough real questions a candidate is promoted if it is better than the base model
 * <em>and</em> than the champion. Both tests must reject, so neither needs a correction for the
 * other (Berger, "Multiparameter hypothesis testing and acceptance sampling", Technometrics 24,
 * 1982). Challengers of one champion share one error rate ({@link
 * io.retune.eval.evidence.AlphaSpending}): the probability that any of them, none being better,
 * takes its place is at most that rate, however often the collection is trained again.
 *
 * <p>With less evidence nothing is proved: only a gentle blend is released, and only where its
 * training is not broken and the champion was not proved on real questions.
 */
public final class Gate {
  private final GateRules rules;

  public Gate(GateRules rules) {
    this.rules = rules;
  }

  /**
   * Decides.
   *
   * @param testsSpent challengers that the champion has had on real questions
   * @param real the contest on real questions; empty where there are none
   * @param local the contest on local questions; empty where there are none
   */
  public Verdict decide(
      Candidate candidate,
      Champion champion,
      int testsSpent,
      Optional<Contest> real,
      Optional<Contest> local) {
    Decision.Evidence evidence = evidence(real, local);
    if (evidence == NONE) {
      return new Verdict(
          UNDECIDED,
          NONE,
          "No validation question has its answer in the collection, so nothing shows whether version "
              + candidate.version()
              + " is sound, and "
              + champion.inWords()
              + " stays.",
          NOTHING,
          false);
    }
    if (candidate.sameAsChampion()) {
      return new Verdict(
          KEEP_CHAMPION,
          evidence,
          "Version "
              + candidate.version()
              + " has the very weights of "
              + champion.inWords()
              + ", so there is nothing to decide.",
          NOTHING,
          false);
    }
    return evidence == ENOUGH
        ? decideOnReal(candidate, champion, testsSpent + 1, real.orElseThrow())
        : decideWithoutProof(candidate, champion, evidence, real, local);
  }

  /** How much the questions can show. */
  public Decision.Evidence evidence(Optional<Contest> real, Optional<Contest> local) {
    if (real.isPresent()) {
      boolean enough =
          real.get().questions() >= rules.realQuestions()
              && real.get().askedNodes() >= rules.realNodes();
      return enough ? ENOUGH : TOO_FEW;
    }
    return local.isPresent() ? LOCAL_ONLY : NONE;
  }

  private Verdict decideOnReal(Candidate candidate, Champion champion, int test, Contest contest) {
    double level = rules.spending().level(test);
    PairedComparison overBase = contest.adapterOverBase();
    Optional<PairedComparison> overChampion = contest.adapterOverChampion();
    String figures =
        " on "
            + contest.questions()
            + " real questions of "
            + contest.askedNodes()
            + " nodes ("
            + "challenger "
            + test
            + " of "
            + champion.inWords()
            + "): "
            + Words.difference(overBase, level)
            + " against the base model"
            + overChampion
                .map(figure -> " and " + Words.difference(figure, level) + " against the champion")
                .orElse("")
            + ".";
    boolean better =
        overBase.isBetter(level) && overChampion.map(c -> c.isBetter(level)).orElse(true);
    if (better) {
      return new Verdict(
          PROMOTE,
          ENOUGH,
          "Version " + candidate.version() + " is proved better" + figures,
          CANDIDATE,
          true);
    }
    if (contest.championOverBase().map(c -> c.isWorse(level)).orElse(false)) {
      return new Verdict(
          REVERT_TO_BASE,
          ENOUGH,
          "The released "
              + champion.inWords()
              + " is worse than the base model by "
              + Words.difference(contest.championOverBase().get(), level)
              + ", and version "
              + candidate.version()
              + " is not proved better"
              + figures,
          BASE,
          true);
    }
    if (overBase.isWorse(rules.harmLevel())) {
      return champion.isBase()
          ? new Verdict(
              REVERT_TO_BASE,
              ENOUGH,
              "Version "
                  + candidate.version()
                  + " is worse than the base model, which goes on being served,"
                  + figures,
              NOTHING,
              true)
          : keep(candidate, champion, "is worse than the base model" + figures);
    }
    return keep(candidate, champion, "is not proved better" + figures);
  }

  private static Verdict keep(Candidate candidate, Champion champion, String why) {
    return new Verdict(
        KEEP_CHAMPION,
        ENOUGH,
        champion.inWords().replaceFirst("^t", "T").replaceFirst("^v", "V")
            + " stays, for version "
            + candidate.version()
            + " "
            + why,
        NOTHING,
        true);
  }

  private Verdict decideWithoutProof(
      Candidate candidate,
      Champion champion,
      Decision.Evidence evidence,
      Optional<Contest> real,
      Optional<Contest> local) {
    Contest contest = real.or(() -> local).orElseThrow();
    String ground = ground(candidate, evidence, contest);
    String name = "Version " + candidate.version();
    double level = rules.harmLevel();
    if (isWorseThanBase(real) || isWorseThanBase(local)) {
      return withoutRelease(
          KEEP_CHAMPION,
          evidence,
          name + " ranks worse than the base model, so its training looks broken, " + ground);
    }
    if (contest.adapterOverChampion().map(c -> c.isWorse(level)).orElse(false)) {
      return withoutRelease(
          KEEP_CHAMPION,
          evidence,
          name
              + " ranks worse than the champion ("
              + Words.difference(contest.adapterOverChampion().get(), level)
              + "), "
              + ground);
    }
    if (champion.isProven()) {
      return withoutRelease(
          KEEP_CHAMPION,
          evidence,
          name
              + " cannot take the place of "
              + champion.inWords()
              + ", which real questions proved, "
              + ground);
    }
    if (champion.rolledBack()) {
      return withoutRelease(
          UNDECIDED,
          evidence,
          name
              + " is not released, for a person went back to "
              + champion.inWords()
              + " and only real questions may overrule that, "
              + ground);
    }
    if (!candidate.gentle()) {
      return withoutRelease(
          UNDECIDED,
          evidence,
          name
              + " is not released, for it goes further from the base model than the gentle blend that"
              + " may be released without proof, "
              + ground);
    }
    return new Verdict(
        UNDECIDED,
        evidence,
        name
            + " is released only because it is a gentle blend with the base model and does not look"
            + " broken, "
            + ground,
        CANDIDATE,
        false);
  }

  private boolean isWorseThanBase(Optional<Contest> contest) {
    return contest.map(c -> c.adapterOverBase().isWorse(rules.harmLevel())).orElse(false);
  }

  private String ground(Candidate candidate, Decision.Evidence evidence, Contest contest) {
    String figures = Words.difference(contest.adapterOverBase(), rules.harmLevel());
    if (evidence == TOO_FEW) {
      return "on too few real questions to decide ("
          + contest.questions()
          + " of "
          + contest.askedNodes()
          + " nodes, where "
          + rules.realQuestions()
          + " of "
          + rules.realNodes()
          + " are needed): "
          + figures
          + " against the base model.";
    }
    return "on "
        + contest.questions()
        + " local questions of "
        + contest.askedNodes()
        + (candidate.sawLocalQuestions()
            ? " nodes, which it was trained on and whose "
            : " nodes, whose ")
        + figures
        + " against the base model is no proof of lift.";
  }

  private static Verdict withoutRelease(
      Decision.Kind kind, Decision.Evidence evidence, String reason) {
    return new Verdict(kind, evidence, reason, NOTHING, false);
  }
}
