package io.retune.schemas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.QuestionSetName;
import io.retune.schemas.v1.MetricsAtK;
import io.retune.schemas.v1.QuestionSetResult;
import io.retune.schemas.v1.RetrieverResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the retrievers did on one set of questions.
 *
 * @param questionSet {@code evidence}, {@code local} or {@code seen}
 * @param questions evaluated
 * @param classes how many of them are of which class; empty in older reports
 * @param askedNodes nodes that one of them asks about
 * @param nodes nodes searched
 * @param retrievers by retriever: figures by name and cut-off, such as {@code hit_rate@5}; null
 *     where a figure is infinite or not a number
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record QuestionSetJson(
    String questionSet,
    int questions,
    Map<String, Integer> classes,
    int askedNodes,
    int nodes,
    Map<String, Map<String, Double>> retrievers,
    List<ComparisonJson> comparisons) {
  static final QuestionSetJson NONE =
      new QuestionSetJson("", 0, Map.of(), 0, 0, Map.of(), List.of());

  /** The JSON of a result. */
  public static QuestionSetJson of(QuestionSetResult result) {
    Map<String, Integer> classes = new LinkedHashMap<>();
    result
        .getClassesList()
        .forEach(
            each -> classes.merge(name(each.getQuestionClass()), each.getCount(), Integer::sum));
    Map<String, Map<String, Double>> retrievers = new LinkedHashMap<>();
    result
        .getRetrieversList()
        .forEach(retriever -> retrievers.put(retriever.getRetriever(), figures(retriever)));
    String set = result.getQuestionSet();
    return new QuestionSetJson(
        QuestionSetName.named(set).map(QuestionSetName::wireName).orElse(set),
        result.getQuestions(),
        classes,
        result.getAskedNodes(),
        result.getCorpusNodes(),
        retrievers,
        result.getComparisonsList().stream().map(ComparisonJson::of).toList());
  }

  /** The present name of a class; a name that is not known stays. */
  static String name(String questionClass) {
    return QuestionClass.named(questionClass).map(QuestionClass::wireName).orElse(questionClass);
  }

  private static Map<String, Double> figures(RetrieverResult retriever) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (MetricsAtK at : retriever.getAtList()) {
      figures.put("hit_rate@" + at.getK(), Figure.of(at.getHitRate()));
      figures.put("mrr@" + at.getK(), Figure.of(at.getMrr()));
      figures.put("precision@" + at.getK(), Figure.of(at.getPrecision()));
      figures.put("recall@" + at.getK(), Figure.of(at.getRecall()));
      figures.put("ap@" + at.getK(), Figure.of(at.getAveragePrecision()));
      figures.put("ndcg@" + at.getK(), Figure.of(at.getNdcg()));
    }
    return figures;
  }
}
