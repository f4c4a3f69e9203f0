package io.retune.eval.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.eval.statistics.AlphaSpending;
import io.retune.eval.statistics.PairedComparison;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.QuestionMix;
import io.retune.schemas.v1.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final Gate GATE =
      new Gate(new GateRules(100, 20, new AlphaSpending(0.05), 0.05, 0.01, 0.05));
  private static final PairedComparison BETTER = new PairedComparison(0.1, 0.01, 50, 50);
  private static final PairedComparison WORSE = new PairedComparison(-0.1, 0.01, 50, 50);
  private static final PairedComparison EQUAL = new PairedComparison(0.001, 0.01, 50, 50);

  /** 2.3 standard errors: p is about .013. */
  private static final PairedComparison LIKELY_BETTER = new PairedComparison(0.023, 0.01, 50, 50);

  private static final Candidate GENTLE = new Candidate(7, true, false, false, false, true);
  private static final Candidate BOLD = new Candidate(7, false, false, false, false, true);
  private static final Candidate SAME_RECIPE = new Candidate(7, false, false, false, true, true);
  private static final Champion PROVEN =
      new Champion(5, 4, Decision.Kind.PROMOTE, Decision.Evidence.ENOUGH, false, 0);
  private static final Champion UNPROVEN =
      new Champion(5, 5, Decision.Kind.UNDECIDED, Decision.Evidence.LOCAL_ONLY, false, 0);
  private static final Champion ROLLED_BACK =
      new Champion(3, 3, Decision.Kind.UNDECIDED, Decision.Evidence.NONE, true, 0);

  @Test
  void promotesWhatIsBetterThanBaseAndChampion() {
    // Given
    Comparisons comparisons = against(BETTER, BETTER, BETTER);

    // When
    Verdict verdict = onEvidence(BOLD, PROVEN, 0, comparisons);

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.PROMOTE);
    assertThat(verdict.release()).isEqualTo(Verdict.Release.CANDIDATE);
    assertThat(verdict.tested()).isTrue();
    assertThat(verdict.reason())
        .startsWith("Version 7 is proved better on 200 questions (200 people's) of 50 nodes")
        .contains(
            "candidate 1 for the place of version 5",
            "against the base model",
            "against the champion")
        .contains("+0.1000");
  }

  @Test
  void letsACandidateOfTheSameRecipeFollowAProvedVersionWithoutATest() {
    // Given
    Comparisons comparisons = following(BETTER, EQUAL, BETTER, BETTER);

    // When
    Verdict verdict = onEvidence(SAME_RECIPE, PROVEN, 3, comparisons);

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.FOLLOW);
    assertThat(verdict.evidence()).isEqualTo(Decision.Evidence.ENOUGH);
    assertThat(verdict.release()).isEqualTo(Verdict.Release.CANDIDATE);
    assertThat(verdict.tested()).isFalse();
    assertThat(verdict.reason()).startsWith("Version 7 follows version 4, which was proved");
    assertThat(Champion.of(verdict, 7, 7, PROVEN).provedVersion()).isEqualTo(4);
  }

  @Test
  void letsACandidateFollowAVersionThatFollowed() {
    // Given
    Champion follower =
        new Champion(6, 6, Decision.Kind.FOLLOW, Decision.Evidence.ENOUGH, false, 4);
    Comparisons comparisons = following(BETTER, EQUAL, BETTER, BETTER);

    // When
    Verdict verdict = onEvidence(SAME_RECIPE, follower, 0, comparisons);

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.FOLLOW);
    assertThat(Champion.of(verdict, 7, 7, follower).provedVersion()).isEqualTo(4);
  }

  @Test
  void letsNothingFollowThatLostHalfOfTheProvedLiftOrIsBehindTheChampionOrNoBetterThanBase() {
    // Given
    PairedComparison behind = new PairedComparison(-0.011, 0.01, 50, 50);

    // When
    List<Verdict> verdicts =
        List.of(
            onEvidence(SAME_RECIPE, PROVEN, 0, following(BETTER, EQUAL, BETTER, EQUAL)),
            onEvidence(SAME_RECIPE, PROVEN, 0, following(BETTER, behind, BETTER, BETTER)),
            onEvidence(SAME_RECIPE, PROVEN, 0, following(EQUAL, EQUAL, BETTER, BETTER)));

    // Then
    assertThat(verdicts).extracting(Verdict::kind).containsOnly(Decision.Kind.KEEP_CHAMPION);
  }

  @Test
  void letsNothingFollowOfAnotherRecipeNorWhereNothingWasProved() {
    // Given
    Comparisons comparisons = following(BETTER, EQUAL, BETTER, BETTER);

    // When
    List<Verdict> verdicts =
        List.of(
            onEvidence(BOLD, PROVEN, 0, comparisons),
            onEvidence(SAME_RECIPE, UNPROVEN, 0, comparisons));

    // Then
    assertThat(verdicts).extracting(Verdict::kind).doesNotContain(Decision.Kind.FOLLOW);
  }

  @Test
  void goesBackToBaseWhenNothingSpeaksForAProvedVersionAnyMoreAndLetsACandidateFollowAgain() {
    // Given
    PairedComparison slightlyBehind = new PairedComparison(-0.001, 0.01, 50, 50);
    Comparisons faded = following(EQUAL, EQUAL, slightlyBehind, EQUAL);

    // When
    Verdict verdict = onEvidence(SAME_RECIPE, PROVEN, 0, faded);

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.REVERT_TO_BASE);
    assertThat(verdict.release()).isEqualTo(Verdict.Release.BASE);
    Comparisons again =
        new Comparisons(
            people(200), 50, BETTER, Optional.empty(), Optional.empty(), Optional.of(BETTER));
    assertThat(
            onEvidence(SAME_RECIPE, PROVEN.revertedToBase(Decision.Kind.REVERT_TO_BASE), 0, again)
                .kind())
        .isEqualTo(Decision.Kind.FOLLOW);
  }

  @Test
  void spendsNoTestWhereNothingHasChangedSinceTheLast() {
    // Given
    Candidate again = new Candidate(7, false, false, false, false, false);

    // When
    Verdict verdict = onEvidence(again, Champion.BASE, 1, onlyBase(BETTER));

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.KEEP_CHAMPION);
    assertThat(verdict.tested()).isFalse();
    assertThat(verdict.reason())
        .contains("have changed enough since the last candidate was tested");
  }

  @Test
  void saysWhoAskedTheQuestions() {
    // Given
    QuestionMix mix = new QuestionMix(Map.of(QuestionClass.HUMAN, 120, QuestionClass.LLM, 54));
    Comparisons comparisons =
        new Comparisons(mix, 123, BETTER, Optional.empty(), Optional.empty(), Optional.empty());

    // When
    Verdict verdict = onEvidence(BOLD, Champion.BASE, 0, comparisons);

    // Then
    assertThat(verdict.reason())
        .isEqualTo(
            "Version 7 is proved better on 174 questions (120 people's, 54 a language model's) of"
                + " 123 nodes (candidate 1 for the place of the base model): MRR@10 +0.1000 (bounds"
                + " +0.0808 to +0.1192 at one-sided level 0.0304, p = 1.0e-13) against the base"
                + " model.");
  }

  @Test
  void keepsAChampionThatTheCandidateOnlyEquals() {
    // Given
    Comparisons comparisons = against(BETTER, EQUAL, BETTER);

    // When
    Verdict verdict = onEvidence(BOLD, PROVEN, 0, comparisons);

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.KEEP_CHAMPION);
    assertThat(verdict.release()).isEqualTo(Verdict.Release.NOTHING);
    assertThat(verdict.reason())
        .startsWith("Version 5 stays because version 7 is not proved better");
  }

  @Test
  void asksMoreOfLaterCandidatesThanOfTheFirst() {
    // Given
    Comparisons comparisons = onlyBase(LIKELY_BETTER);

    // When
    Verdict first = onEvidence(BOLD, Champion.BASE, 0, comparisons);
    Verdict second = onEvidence(BOLD, Champion.BASE, 1, comparisons);

    // Then
    assertThat(first.kind()).isEqualTo(Decision.Kind.PROMOTE);
    assertThat(second.kind()).isEqualTo(Decision.Kind.KEEP_CHAMPION);
  }

  @Test
  void goesBackToTheBaseModelWhereTheChampionHarms() {
    // Given
    Comparisons comparisons = against(EQUAL, BETTER, WORSE);

    // When
    Verdict verdict = onEvidence(BOLD, PROVEN, 0, comparisons);

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.REVERT_TO_BASE);
    assertThat(verdict.release()).isEqualTo(Verdict.Release.BASE);
    assertThat(verdict.reason()).startsWith("The released version 5 is worse than the base model");
  }

  @Test
  void promotesRatherThanGoingBackWhereTheCandidateIsProved() {
    // Given
    Comparisons comparisons = against(BETTER, BETTER, WORSE);

    // When
    Verdict verdict = onEvidence(BOLD, PROVEN, 0, comparisons);

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.PROMOTE);
  }

  @Test
  void keepsAGoodChampionWhereTheCandidateHarms() {
    // Given
    Comparisons comparisons = against(WORSE, WORSE, BETTER);

    // When
    Verdict verdict = onEvidence(GENTLE, PROVEN, 0, comparisons);

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.KEEP_CHAMPION);
    assertThat(verdict.reason()).contains("is worse than the base model");
  }

  @Test
  void doesNotCallQuestionsOfFewNodesEnough() {
    // Given
    Comparisons comparisons =
        new Comparisons(
            people(500), 19, BETTER, Optional.empty(), Optional.empty(), Optional.empty());

    // When
    Verdict verdict = onEvidence(BOLD, Champion.BASE, 0, comparisons);

    // Then
    assertThat(verdict.evidence()).isEqualTo(Decision.Evidence.TOO_FEW);
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.UNDECIDED);
    assertThat(verdict.tested()).isFalse();
  }

  @Test
  void releasesAGentleBlendOnTooLittleEvidenceAndSaysOnWhatGround() {
    // Given
    Comparisons few =
        new Comparisons(
            people(40), 40, EQUAL, Optional.empty(), Optional.empty(), Optional.empty());

    // When
    Verdict verdict = onEvidence(GENTLE, Champion.BASE, 0, few);

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.UNDECIDED);
    assertThat(verdict.release()).isEqualTo(Verdict.Release.CANDIDATE);
    assertThat(verdict.reason())
        .contains("gentle blend", "Its 40 questions (40 people's) of 40 nodes are too few");
  }

  @Test
  void releasesAGentleBlendOnLocalQuestionsAndCallsThemNoProof() {
    // Given
    Comparisons local = onlyBase(BETTER);

    // When
    Verdict verdict = onLocal(GENTLE, UNPROVEN, local);

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.UNDECIDED);
    assertThat(verdict.evidence()).isEqualTo(Decision.Evidence.LOCAL_ONLY);
    assertThat(verdict.release()).isEqualTo(Verdict.Release.CANDIDATE);
    assertThat(verdict.reason()).contains("prove no lift");
  }

  @Test
  void saysThatLocalQuestionsWereTrainedOn() {
    // Given
    Candidate candidate = new Candidate(7, true, true, false, false, true);

    // When
    Verdict verdict = onLocal(candidate, UNPROVEN, onlyBase(BETTER));

    // Then
    assertThat(verdict.reason()).contains("which it was trained on");
  }

  @Test
  void doesNotReleaseMoreThanAGentleBlendOnLocalQuestions() {
    // Given
    Comparisons local = onlyBase(BETTER);

    // When
    Verdict verdict = onLocal(BOLD, UNPROVEN, local);

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.UNDECIDED);
    assertThat(verdict.release()).isEqualTo(Verdict.Release.NOTHING);
  }

  @Test
  void stopsBrokenTrainingByLocalQuestions() {
    // Given
    Comparisons local = onlyBase(WORSE);

    // When
    Verdict verdict = onLocal(GENTLE, UNPROVEN, local);

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.KEEP_CHAMPION);
    assertThat(verdict.reason()).contains("training looks broken");
  }

  @Test
  void doesNotLetUnprovenVersionsTakeAProvenOnesPlace() {
    // Given
    Comparisons local = onlyBase(BETTER);

    // When
    Verdict verdict = onLocal(GENTLE, PROVEN, local);

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.KEEP_CHAMPION);
    assertThat(verdict.reason()).contains("which stands on enough evidence");
  }

  @Test
  void leavesAPersonsRollbackAlone() {
    // Given
    Comparisons local = onlyBase(BETTER);

    // When
    Verdict verdict = onLocal(GENTLE, ROLLED_BACK, local);

    // Then
    assertThat(verdict.release()).isEqualTo(Verdict.Release.NOTHING);
    assertThat(verdict.reason()).contains("a person went back to version 3");
  }

  @Test
  void letsEnoughEvidenceOverruleARollback() {
    // Given
    Comparisons comparisons = against(BETTER, BETTER, BETTER);

    // When
    Verdict verdict = onEvidence(BOLD, ROLLED_BACK, 0, comparisons);

    // Then
    assertThat(verdict.release()).isEqualTo(Verdict.Release.CANDIDATE);
  }

  @Test
  void spendsNothingOnACandidateWithTheChampionsWeights() {
    // Given
    Candidate same = new Candidate(7, true, false, true, false, true);

    // When
    Verdict verdict = onEvidence(same, PROVEN, 0, against(BETTER, EQUAL, BETTER));

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.KEEP_CHAMPION);
    assertThat(verdict.tested()).isFalse();
  }

  @Test
  void decidesNothingWithoutQuestions() {
    // Given
    Optional<Comparisons> none = Optional.empty();

    // When
    Verdict verdict = GATE.decide(GENTLE, Champion.BASE, 0, none, none);

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.UNDECIDED);
    assertThat(verdict.evidence()).isEqualTo(Decision.Evidence.NONE);
    assertThat(verdict.release()).isEqualTo(Verdict.Release.NOTHING);
  }

  @Test
  void doesNotReleaseARefitThatBroke() {
    // Given
    RefitGate refits = new RefitGate(0.05);

    // When
    Verdict verdict = refits.decide(6, 4, PROVEN, Optional.of(WORSE));

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.KEEP_CHAMPION);
    assertThat(verdict.reason()).contains("even on questions it has seen");
  }

  @Test
  void releasesARefitOfAnUnprovenVersionAsUndecidedToo() {
    // Given
    RefitGate refits = new RefitGate(0.05);

    // When
    Verdict verdict = refits.decide(6, 5, UNPROVEN, Optional.of(BETTER));

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.UNDECIDED);
    assertThat(verdict.evidence()).isEqualTo(Decision.Evidence.LOCAL_ONLY);
    assertThat(verdict.release()).isEqualTo(Verdict.Release.CANDIDATE);
  }

  private static QuestionMix people(int count) {
    return new QuestionMix(Map.of(QuestionClass.HUMAN, count));
  }

  private static Verdict onEvidence(
      Candidate candidate, Champion champion, int spent, Comparisons comparisons) {
    return GATE.decide(candidate, champion, spent, Optional.of(comparisons), Optional.empty());
  }

  private static Verdict onLocal(Candidate candidate, Champion champion, Comparisons comparisons) {
    return GATE.decide(candidate, champion, 0, Optional.empty(), Optional.of(comparisons));
  }

  private static Comparisons following(
      PairedComparison overBase,
      PairedComparison overChampion,
      PairedComparison championOverBase,
      PairedComparison overHalfLift) {
    return new Comparisons(
        people(200),
        50,
        overBase,
        Optional.of(overChampion),
        Optional.of(championOverBase),
        Optional.of(overHalfLift));
  }

  private static Comparisons onlyBase(PairedComparison overBase) {
    return new Comparisons(
        people(200), 50, overBase, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Comparisons against(
      PairedComparison overBase, PairedComparison overChampion, PairedComparison championOverBase) {
    return new Comparisons(
        people(200),
        50,
        overBase,
        Optional.of(overChampion),
        Optional.of(championOverBase),
        Optional.empty());
  }
}
