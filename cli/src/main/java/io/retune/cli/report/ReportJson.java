package io.retune.cli.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.MetricsAtK;
import io.retune.schemas.v1.OriginCount;
import io.retune.schemas.v1.QuestionSetResult;
import io.retune.schemas.v1.RetrieverResult;

/** An evaluated version as one JSON object. */
public final class ReportJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReportJson() {}

  /**
   * {@code retrievers} are those of the question set that the decision stands on; {@code
   * question_sets} has all of them.
   */
  public static ObjectNode of(EvaluationReport report) {
    ObjectNode object = JSON.createObjectNode();
    object.put("collection", report.getCollection());
    object.put("version", report.getVersion());
    object.put("decision", report.getDecision().getKind().name());
    object.put("evidence", report.getDecision().getEvidence().name());
    object.put("reason", report.getDecision().getReason());
    object.put("released", report.getDecision().getReleased());
    object.put("champion_version", report.getChampionVersion());
    object.set("recipe", MessageJson.of(report.getRecipe()));
    object.put("base_model", report.getBaseModel().getName());
    object.put("base_model_fingerprint", report.getBaseModel().getFingerprint());
    object.put("weights_sha256", report.getWeightsSha256());
    object.put(
        "questions",
        report.getLineage().getQuestionsList().stream().mapToInt(OriginCount::getCount).sum());
    ArrayNode dropped = object.putArray("dropped_questions");
    report
        .getLineage()
        .getDroppedQuestionsList()
        .forEach(each -> dropped.add(MessageJson.of(each)));
    object.put("nodes", report.getLineage().getNodes());
    object.put("trigger", report.getLineage().getTrigger());
    object.put("source", report.getLineage().getSource());
    object.put("alpha", report.getLineage().getAlpha());
    object.put("previous_version", report.getLineage().getPreviousVersion());
    object.put("refit_of_version", report.getLineage().getRefitOfVersion());
    report.getLineage().getDocumentIdsList().forEach(object.putArray("documents")::add);
    object.set(
        "retrievers",
        report.getResultsCount() == 0 ? JSON.createObjectNode() : retrievers(report.getResults(0)));
    ArrayNode sets = object.putArray("question_sets");
    report.getResultsList().forEach(result -> sets.add(questionSet(result)));
    return object;
  }

  private static ObjectNode questionSet(QuestionSetResult result) {
    ObjectNode object = JSON.createObjectNode();
    object.put("question_set", result.getQuestionSet());
    object.put("questions", result.getQuestions());
    object.put("asked_nodes", result.getAskedNodes());
    object.put("corpus_nodes", result.getCorpusNodes());
    object.set("retrievers", retrievers(result));
    ArrayNode comparisons = object.putArray("comparisons");
    result.getComparisonsList().forEach(each -> comparisons.add(MessageJson.of(each)));
    return object;
  }

  private static ObjectNode retrievers(QuestionSetResult result) {
    ObjectNode object = JSON.createObjectNode();
    for (RetrieverResult retriever : result.getRetrieversList()) {
      ObjectNode figures = object.putObject(retriever.getRetriever());
      for (MetricsAtK at : retriever.getAtList()) {
        figures.put("hit_rate@" + at.getK(), at.getHitRate());
        figures.put("mrr@" + at.getK(), at.getMrr());
        figures.put("precision@" + at.getK(), at.getPrecision());
        figures.put("recall@" + at.getK(), at.getRecall());
        figures.put("ap@" + at.getK(), at.getAveragePrecision());
        figures.put("ndcg@" + at.getK(), at.getNdcg());
      }
    }
    return object;
  }
}
