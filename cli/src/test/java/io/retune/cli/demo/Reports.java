package io.retune.cli.demo;

import io.retune.schemas.v1.ClassCount;
import io.retune.schemas.v1.Decision;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.Lineage;
import io.retune.schemas.v1.MetricsAtK;
import io.retune.schemas.v1.QuestionSetResult;
import io.retune.schemas.v1.RetrieverResult;

/** Reports as the eval service writes them. */
final class Reports {
  private Reports() {}

  static EvaluationReport.Builder version(
      long version, Decision.Kind kind, boolean released, String reason) {
    return EvaluationReport.newBuilder()
        .setCollection("default")
        .setVersion(version)
        .setDecision(Decision.newBuilder().setKind(kind).setReleased(released).setReason(reason));
  }

  static EvaluationReport.Builder refit(
      long version, long refitOf, Decision.Kind kind, String reason) {
    return version(version, kind, true, reason)
        .setLineage(Lineage.newBuilder().setRefitOfVersion(refitOf).setTrigger("refit"));
  }

  static QuestionSetResult.Builder set(String name, int questions, int askedNodes, int nodes) {
    return QuestionSetResult.newBuilder()
        .setQuestionSet(name)
        .addClasses(
            ClassCount.newBuilder()
                .setQuestionClass(name.equals("local") ? "local" : "human")
                .setCount(questions))
        .setQuestions(questions)
        .setAskedNodes(askedNodes)
        .setCorpusNodes(nodes);
  }

  static RetrieverResult retriever(
      String name,
      double hitRate1,
      double hitRate5,
      double hitRate10,
      double mrr5,
      double mrr10,
      double ndcg10) {
    return RetrieverResult.newBuilder()
        .setRetriever(name)
        .addAt(MetricsAtK.newBuilder().setK(1).setHitRate(hitRate1))
        .addAt(MetricsAtK.newBuilder().setK(5).setHitRate(hitRate5).setMrr(mrr5))
        .addAt(MetricsAtK.newBuilder().setK(10).setHitRate(hitRate10).setMrr(mrr10).setNdcg(ndcg10))
        .build();
  }
}
