package io.retune.eval.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.eval.statistics.PairedComparison;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.QuestionMix;
import io.retune.schemas.v1.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForgettingGateTest {
  private static final ForgettingGate GATE = new ForgettingGate(0.05);
  private static final Candidate GENTLE = new Candidate(7, true, false, false, true, true);
  private static final Candidate BOLD = new Candidate(7, false, false, false, true, true);
  private static final Champion PROVEN =
      new Champion(5, 4, Decision.Kind.PROMOTE, Decision.Evidence.ENOUGH, false, 0);

  @Test
  void releasesACandidateThatIsNotWorseThanTheBaseModelThoughNothingProvesIt() {
    // Given
    Optional<Comparisons> evidence = overBase(0.001);

    // When
    Verdict verdict =
        GATE.decide(kept(Decision.Evidence.ENOUGH), BOLD, PROVEN, evidence, Optional.empty());

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.FORGET);
    assertThat(verdict.release()).isEqualTo(Verdict.Release.CANDIDATE);
    assertThat(verdict.reason())
        .startsWith(
            "What is released, version 5, learned from a document that was forgotten, and goes."
                + " Version 7, which did not, takes its place: it is not worse than the base model"
                + " (MRR@10 +0.0010");
    assertThat(Champion.of(verdict, 7, 7, PROVEN).provedVersion()).isEqualTo(4);
  }

  @Test
  void goesBackToTheBaseModelWhereTheCandidateIsWorse() {
    // Given
    Optional<Comparisons> evidence = overBase(-0.001);

    // When
    Verdict verdict =
        GATE.decide(kept(Decision.Evidence.ENOUGH), BOLD, PROVEN, evidence, Optional.empty());

    // Then
    assertThat(verdict.kind()).isEqualTo(Decision.Kind.FORGET);
    assertThat(verdict.release()).isEqualTo(Verdict.Release.BASE);
    assertThat(verdict.reason())
        .contains("The base model takes its place, for version 7 is worse than it (MRR@10 -0.0010");
  }

  @Test
  void leavesAReleaseThatTheGateMakesAnyway() {
    // Given
    List<Verdict> releases =
        List.of(
            new Verdict(
                Decision.Kind.FOLLOW,
                Decision.Evidence.ENOUGH,
                "It follows.",
                Verdict.Release.CANDIDATE,
                false),
            new Verdict(
                Decision.Kind.REVERT_TO_BASE,
                Decision.Evidence.ENOUGH,
                "It harms.",
                Verdict.Release.BASE,
                true));

    // When
    List<Verdict> verdicts =
        releases.stream()
            .map(verdict -> GATE.decide(verdict, BOLD, PROVEN, overBase(0.1), Optional.empty()))
            .toList();

    // Then
    assertThat(verdicts).isEqualTo(releases);
  }

  @Test
  void releasesOnTooLittleEvidenceOnlyAGentleBlendThatNoQuestionSpeaksAgainst() {
    // Given
    Verdict kept = kept(Decision.Evidence.TOO_FEW);

    // When
    List<Verdict> verdicts =
        List.of(
            GATE.decide(kept, GENTLE, PROVEN, overBase(0.01), overBase(0.01)),
            GATE.decide(kept, GENTLE, PROVEN, overBase(0.01), overBase(-0.01)),
            GATE.decide(kept, BOLD, PROVEN, overBase(0.01), overBase(0.01)));

    // Then
    assertThat(verdicts)
        .extracting(Verdict::release)
        .containsExactly(Verdict.Release.CANDIDATE, Verdict.Release.BASE, Verdict.Release.BASE);
    assertThat(verdicts.get(2).reason())
        .contains("further from the base model than a gentle blend");
  }

  @Test
  void goesBackToTheBaseModelWhereNoQuestionIsLeft() {
    // When
    Verdict verdict =
        GATE.decide(
            kept(Decision.Evidence.NONE), GENTLE, PROVEN, Optional.empty(), Optional.empty());

    // Then
    assertThat(verdict.release()).isEqualTo(Verdict.Release.BASE);
    assertThat(verdict.reason()).contains("no question that shows whether it is sound");
  }

  private static Verdict kept(Decision.Evidence evidence) {
    return new Verdict(
        Decision.Kind.KEEP_CHAMPION, evidence, "It stays.", Verdict.Release.NOTHING, false);
  }

  private static Optional<Comparisons> overBase(double difference) {
    return Optional.of(
        new Comparisons(
            new QuestionMix(Map.of(QuestionClass.HUMAN, 200)),
            50,
            new PairedComparison(difference, 0.01, 50, 50),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }
}
