package io.retune.cli.demo;

import static io.retune.cli.demo.Reports.refit;
import static io.retune.cli.demo.Reports.retriever;
import static io.retune.cli.demo.Reports.set;
import static io.retune.cli.demo.Reports.version;
import static io.retune.schemas.v1.Decision.Kind.KEEP_CHAMPION;
import static io.retune.schemas.v1.Decision.Kind.PROMOTE;
import static io.retune.schemas.v1.Decision.Kind.REVERT_TO_BASE;
import static io.retune.schemas.v1.Decision.Kind.UNDECIDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.retune.cli.flow.FlowCounts;
import io.retune.cli.flow.Stage;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.QuestionSetResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DemoSummaryTest {
  private static final QuestionSetResult FIGURES =
      set("evidence", 174, 123, 747)
          .addRetrievers(retriever("base", 0.3793, 0.6839, 0.8103, 0.4926, 0.5107, 0.5823))
          .addRetrievers(retriever("adapter", 0.4368, 0.7931, 0.8736, 0.5782, 0.5888, 0.6581))
          .addRetrievers(retriever("bm25", 0.3333, 0.6782, 0.7356, 0.4599, 0.4670, 0.5322))
          .addRetrievers(retriever("fusion", 0.4828, 0.7701, 0.8851, 0.5929, 0.6082, 0.6744))
          .build();

  @Test
  void leadsWithWhatAPromotedVersionDidAndExplainsItsRefit() {
    // Given
    EvaluationReport promoted =
        version(1, PROMOTE, true, "Version 1 is proved better.").addResults(FIGURES).build();
    EvaluationReport refit =
        refit(2, 1, PROMOTE, "Version 2 takes its place.")
            .addResults(
                set("seen", 174, 123, 747)
                    .addRetrievers(
                        retriever("base", 0.3793, 0.6839, 0.8103, 0.4926, 0.5107, 0.5823))
                    .addRetrievers(
                        retriever("adapter", 0.6667, 0.9655, 0.9943, 0.7936, 0.7980, 0.8471)))
            .build();
    EvaluationReport later =
        version(3, KEEP_CHAMPION, false, "Version 2 stays.")
            .addResults(
                set("evidence", 174, 123, 780)
                    .addRetrievers(
                        retriever("base", 0.3736, 0.6782, 0.7931, 0.4858, 0.5018, 0.5716))
                    .addRetrievers(
                        retriever("adapter", 0.4368, 0.7816, 0.8736, 0.5706, 0.5829, 0.6533)))
            .build();

    // When
    List<String> lines = summary(promoted, refit, later).lines();

    // Then
    assertThat(lines).containsExactlyElementsOf(golden("promoted.txt"));
  }

  @Test
  void saysThatTheBaseModelStaysWhereNothingWasProved() {
    // Given
    EvaluationReport kept =
        version(1, KEEP_CHAMPION, false, "The base model stays.").addResults(FIGURES).build();

    // When
    List<String> lines = summary(kept).lines();

    // Then
    assertThat(lines).containsExactlyElementsOf(golden("not-promoted.txt"));
  }

  @Test
  void saysThatNothingWasEvaluatedWhereThereIsNoVersion() {
    // Given
    EvaluationReport[] none = {};

    // When
    List<String> lines = summary(none).lines();

    // Then
    assertThat(lines).containsExactlyElementsOf(golden("no-version.txt"));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void saysInOneSentenceHowGoodWhatIsServedIs(String sentence, List<EvaluationReport> reports) {
    // Given
    DemoSummary summary = summary(reports.toArray(EvaluationReport[]::new));

    // When
    String first = summary.lines().get(0);

    // Then
    assertThat(first).isEqualTo(sentence);
  }

  static Stream<Arguments> outcomes() {
    EvaluationReport promoted = version(1, PROMOTE, true, "").addResults(FIGURES).build();
    QuestionSetResult local =
        set("local", 60, 12, 40)
            .addRetrievers(retriever("base", 0, 0, 0.9, 0, 0, 0))
            .addRetrievers(retriever("adapter", 0, 0, 0.925, 0, 0, 0))
            .build();
    return Stream.of(
        Arguments.of(
            "Of 174 developers' questions, 87 % find the text that answers them among the first ten"
                + " results, 81 % before.",
            List.of(promoted, version(2, KEEP_CHAMPION, false, "").addResults(local).build())),
        Arguments.of(
            "Version 1 is served, but nothing proves it better: of 60 questions cut from the text,"
                + " 93 % find the text that answers them among the first ten results, 90 % before.",
            List.of(version(1, UNDECIDED, true, "").addResults(local).build())),
        Arguments.of(
            "Version 2 is served, but nothing proves it better: of 60 questions cut from the text,"
                + " 93 % find the text that answers them among the first ten results, 90 % before.",
            List.of(
                version(1, UNDECIDED, true, "").addResults(local).build(),
                refit(2, 1, UNDECIDED, "").addResults(FIGURES).build())),
        Arguments.of(
            "The base model stays, because no version is proved better: of 174 developers'"
                + " questions, 87 % find the text that answers them among the first ten results with"
                + " version 2, 81 % without.",
            List.of(promoted, version(2, REVERT_TO_BASE, true, "").addResults(FIGURES).build())),
        Arguments.of(
            "The base model stays, because there is no question to compare versions on.",
            List.of(version(1, UNDECIDED, false, "").build())));
  }

  @Test
  void saysHowManyDeadLettersThereAreAndWhyTheLast() {
    // Given
    FlowCounts counts =
        new FlowCounts(1, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0, Map.of("dlq.ingest.documents", 1));

    // When
    List<String> lines = summary(counts, "no PDF").lines();

    // Then
    assertThat(lines).contains("1 dead letter {dlq.ingest.documents=1}, the last one: no PDF");
  }

  private static DemoSummary summary(EvaluationReport... reports) {
    FlowCounts counts =
        new FlowCounts(
            747, 11912, 747, 0, 747, 747, 747, 747, reports.length, reports.length, 1, Map.of());
    return summary(counts, "", reports);
  }

  private static DemoSummary summary(
      FlowCounts counts, String lastReason, EvaluationReport... reports) {
    FlowCounts before = new FlowCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of());
    StepResult step =
        new StepResult(
            "kafka-clients 4.0.0",
            49,
            0,
            before,
            counts,
            Map.of(
                Stage.INGEST, Duration.ofMillis(4900),
                Stage.QA_GEN, Duration.ofMillis(9400),
                Stage.EMBED, Duration.ofMillis(76300),
                Stage.TRAIN, Duration.ofMillis(87800),
                Stage.EVAL, Duration.ofMillis(89000)),
            Duration.ofSeconds(91));
    return new DemoSummary(
        new DemoResult(List.of(step), List.of(reports), lastReason, "developers'"),
        Duration.ofMillis(10900),
        Duration.ofMillis(136100));
  }

  private static List<String> golden(String name) {
    try (InputStream stream = DemoSummaryTest.class.getResourceAsStream("/demo/" + name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
