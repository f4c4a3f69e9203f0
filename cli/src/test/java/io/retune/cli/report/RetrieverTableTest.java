package io.retune.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.MetricsAtK;
import io.retune.schemas.v1.QuestionSetResult;
import io.retune.schemas.v1.RetrieverResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetrieverTableTest {

  @ParameterizedTest
  @ValueSource(strings = {"evidence", "real"})
  void showsTheRetrieversOfAQuestionSetUnderItsPresentAndItsEarlierName(String name) {
    // Given
    EvaluationReport report =
        EvaluationReport.newBuilder()
            .setVersion(3)
            .addResults(
                QuestionSetResult.newBuilder()
                    .setQuestionSet(name)
                    .addRetrievers(retriever("base", 0.6430))
                    .addRetrievers(retriever("adapter", 0.6620)))
            .addResults(
                QuestionSetResult.newBuilder()
                    .setQuestionSet("local")
                    .addRetrievers(retriever("base", 0.1)))
            .build();

    // When
    List<String> lines = RetrieverTable.of(List.of(report), "evidence").lines();

    // Then
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).contains("base").contains("0.6430").contains("0.8000");
    assertThat(lines.get(2)).contains("adapter").contains("0.6620");
  }

  @Test
  void saysOfARefitsQuestionsThatTheyProveNothing() {
    // Given
    QuestionSetResult seen =
        QuestionSetResult.newBuilder()
            .setQuestionSet("seen")
            .setQuestions(174)
            .setAskedNodes(1)
            .setCorpusNodes(747)
            .build();

    // When
    String heading = RetrieverTable.heading(seen);

    // Then
    assertThat(heading)
        .isEqualTo(
            "seen: 174 questions of 1 node, 747 nodes searched; the refit was trained on them, so"
                + " its figures prove nothing");
  }

  private static RetrieverResult retriever(String name, double mrr) {
    return RetrieverResult.newBuilder()
        .setRetriever(name)
        .addAt(MetricsAtK.newBuilder().setK(5).setMrr(mrr).setHitRate(0.8))
        .build();
  }
}
