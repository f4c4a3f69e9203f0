package io.retune.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retune.schemas.v1.Decision;
import io.retune.schemas.v1.DroppedQuestions;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.Lineage;
import io.retune.schemas.v1.MetricsAtK;
import io.retune.schemas.v1.OriginCount;
import io.retune.schemas.v1.QuestionSetResult;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.RetrieverResult;
import io.retune.schemas.v1.WhitenedRecipe;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
  private static final EvaluationReport REPORT =
      EvaluationReport.newBuilder()
          .setCollection("default")
          .setVersion(3)
          .setWeightsSha256("abc")
          .setRecipe(Recipe.newBuilder().setWhitened(WhitenedRecipe.newBuilder().setAlpha(0.5)))
          .setLineage(
              Lineage.newBuilder()
                  .setNodes(700)
                  .setSource("a folder")
                  .addDroppedQuestions(
                      DroppedQuestions.newBuilder()
                          .setOrigin("llm")
                          .setReason("round-trip")
                          .setCount(4))
                  .addQuestions(OriginCount.newBuilder().setOrigin("local").setCount(90))
                  .addQuestions(OriginCount.newBuilder().setOrigin("llm").setCount(10)))
          .setDecision(Decision.newBuilder().setKind(Decision.Kind.PROMOTE))
          .addResults(
              QuestionSetResult.newBuilder()
                  .setQuestionSet("real")
                  .addRetrievers(retriever("base", 0.6430))
                  .addRetrievers(retriever("adapter", 0.6620)))
          .addResults(
              QuestionSetResult.newBuilder()
                  .setQuestionSet("local")
                  .addRetrievers(retriever("base", 0.1)))
          .build();

  @Test
  void hasTheFiguresOfTheQuestionSetThatWasDecidedOn() {
    // Given
    EvaluationReport report = REPORT;

    // When
    ObjectNode json = ReportJson.of(report);

    // Then
    assertThat(json.get("collection").asText()).isEqualTo("default");
    assertThat(json.get("version").asLong()).isEqualTo(3);
    assertThat(json.get("decision").asText()).isEqualTo("PROMOTE");
    assertThat(json.get("weights_sha256").asText()).isEqualTo("abc");
    assertThat(json.get("questions").asInt()).isEqualTo(100);
    assertThat(json.get("nodes").asInt()).isEqualTo(700);
    assertThat(json.get("source").asText()).isEqualTo("a folder");
    assertThat(json.at("/dropped_questions/0/count").asInt()).isEqualTo(4);
    assertThat(json.at("/recipe/whitened/alpha").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/retrievers/base/mrr@5").asDouble()).isEqualTo(0.6430);
    assertThat(json.at("/retrievers/adapter/mrr@5").asDouble()).isEqualTo(0.6620);
    assertThat(json.get("question_sets")).hasSize(2);
  }

  @Test
  void hasNoRetrieversWhereNothingCouldBeAsked() {
    // Given
    EvaluationReport report = EvaluationReport.newBuilder().setVersion(1).build();

    // When
    ObjectNode json = ReportJson.of(report);

    // Then
    assertThat(json.get("retrievers")).isEmpty();
  }

  @Test
  void showsTheRetrieversOfAQuestionSetInATable() {
    // Given
    List<EvaluationReport> reports = List.of(REPORT);

    // When
    List<String> lines = RetrieverTable.of(reports, "real").lines();

    // Then
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).contains("base").contains("0.6430").contains("0.8000");
    assertThat(lines.get(2)).contains("adapter").contains("0.6620");
  }

  private static RetrieverResult retriever(String name, double mrr) {
    return RetrieverResult.newBuilder()
        .setRetriever(name)
        .addAt(MetricsAtK.newBuilder().setK(5).setMrr(mrr).setHitRate(0.8))
        .build();
  }
}
