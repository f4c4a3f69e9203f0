package io.retune.eval.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.eval.statistics.AlphaSpending;
import io.retune.schemas.v1.Decision;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateSimulationTest {
  private static final int RUNS = 1000;
  private static final int RETRAINS = 10;
  private static final Gate GATE =
      new Gate(new GateRules(100, 20, new AlphaSpending(0.05), 0.05, 0.01, 0.05));
  private static final Champion PROVEN =
      new Champion(1, 1, Decision.Kind.PROMOTE, Decision.Evidence.ENOUGH, false, 0);

  @ParameterizedTest
  @CsvSource({"100,1", "50,2", "25,8", "200,3"})
  void promotesAnEqualCandidateInAtMostFiveOfAHundredRuns(int nodes, int questionsANode) {
    // Given
    double skill = 0;

    // When
    long promoted =
        LongStream.range(0, RUNS)
            .filter(seed -> promotes(new SimulatedQuestions(seed, nodes, questionsANode), skill))
            .count();

    // Then
    assertThat(promoted).isLessThanOrEqualTo(RUNS * 5 / 100);
  }

  @Test
  void promotesNoneOfManyEqualCandidatesInMoreThanFiveOfAHundredRuns() {
    // Given
    int questionsANode = 3;

    // When
    long promoted =
        LongStream.range(0, RUNS)
            .filter(
                seed ->
                    promotesAnyRetrain(
                        new SimulatedQuestions(seed, 50, questionsANode), Champion.BASE))
            .count();

    // Then
    assertThat(promoted).isLessThanOrEqualTo(RUNS * 5 / 100);
  }

  @Test
  void replacesAnEquallyGoodChampionInAtMostFiveOfAHundredRunsOfManyRetrains() {
    // Given
    int questionsANode = 3;

    // When
    long replaced =
        LongStream.range(0, RUNS)
            .filter(
                seed ->
                    promotesAnyRetrain(new SimulatedQuestions(seed, 50, questionsANode), PROVEN))
            .count();

    // Then
    assertThat(replaced).isLessThanOrEqualTo(RUNS * 5 / 100);
  }

  @Test
  void promotesAPlantedGain() {
    // Given
    double skill = 0.2;

    // When
    long promoted =
        LongStream.range(0, 200)
            .filter(seed -> promotes(new SimulatedQuestions(seed, 120, 3), skill))
            .count();

    // Then
    assertThat(promoted).isGreaterThanOrEqualTo(190);
  }

  @Test
  void refusesAPlantedHarm() {
    // Given
    double skill = -0.2;

    // When
    var kinds =
        LongStream.range(0, 200)
            .mapToObj(seed -> decide(new SimulatedQuestions(seed, 120, 3), skill).kind())
            .toList();

    // Then
    assertThat(kinds).doesNotContain(Decision.Kind.PROMOTE);
    assertThat(kinds.stream().filter(Decision.Kind.REVERT_TO_BASE::equals).count())
        .isGreaterThanOrEqualTo(190);
  }

  @Test
  void takesAPlantedHarmOffWhereItIsServed() {
    // Given
    double harm = -0.2;

    // When
    long reverted =
        LongStream.range(0, 200)
            .filter(
                seed -> {
                  SimulatedQuestions questions = new SimulatedQuestions(seed, 120, 3);
                  double[] base = questions.retriever(0);
                  Comparisons comparisons =
                      questions.comparisons(
                          questions.retriever(0), base, Optional.of(questions.retriever(harm)));
                  Verdict verdict = verdict(PROVEN, 0, comparisons);
                  return verdict.release() == Verdict.Release.BASE;
                })
            .count();

    // Then: a candidate as good as the base model beats the harmful champion, but not the base.
    assertThat(reverted).isGreaterThanOrEqualTo(180);
  }

  private static boolean promotes(SimulatedQuestions questions, double skill) {
    return decide(questions, skill).kind() == Decision.Kind.PROMOTE;
  }

  private static Verdict decide(SimulatedQuestions questions, double skill) {
    double[] base = questions.retriever(0);
    return verdict(
        Champion.BASE,
        0,
        questions.comparisons(questions.retriever(skill), base, Optional.empty()));
  }

  /** All retrains are judged on the same questions, as in a collection that does not grow. */
  private static boolean promotesAnyRetrain(SimulatedQuestions questions, Champion champion) {
    // A champion that is clearly better than the base model, so that its own test decides.
    double skill = champion.isBase() ? 0 : 0.4;
    double[] base = questions.retriever(0);
    Optional<double[]> served =
        champion.isBase() ? Optional.empty() : Optional.of(questions.retriever(skill));
    for (int spent = 0; spent < RETRAINS; spent++) {
      Comparisons comparisons = questions.comparisons(questions.retriever(skill), base, served);
      if (verdict(champion, spent, comparisons).kind() == Decision.Kind.PROMOTE) {
        return true;
      }
    }
    return false;
  }

  private static Verdict verdict(Champion champion, int spent, Comparisons comparisons) {
    return GATE.decide(
        new Candidate(2, false, false, false, false, true),
        champion,
        spent,
        Optional.of(comparisons),
        Optional.empty());
  }
}
