package io.retune.adapter.dataset;

import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.Split;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns {@code qa-pairs} records of one collection into a data set. Nodes come in the order of
 * their documents, questions in the order of their nodes.
 *
 * @param splits nodes on these sides are taken
 * @param origins questions of these origins are taken; with {@code ORIGIN_UNLABELLED} there are
 *     questions without a relevant node among them, which LlamaIndex cannot train on
 */
public record DatasetExport(Set<Split> splits, Set<Origin> origins) {

  private static final Comparator<QaPairs> DOCUMENT_ORDER =
      Comparator.<QaPairs, String>comparing(record -> record.getNode().getDocumentId())
          .thenComparingInt(record -> record.getNode().getPosition())
          .thenComparing(record -> record.getNode().getNodeId());

  public DatasetExport {
    splits = Set.copyOf(splits);
    origins = Set.copyOf(origins);
  }

  /** All nodes, and all questions whose answer is known. */
  public static DatasetExport everything() {
    Set<Origin> origins = EnumSet.allOf(Origin.class);
    origins.remove(Origin.ORIGIN_UNLABELLED);
    return new DatasetExport(EnumSet.allOf(Split.class), origins);
  }

  /**
   * @param records the last record of each key, in any order
   * @throws IllegalArgumentException where two questions with one id have different texts
   */
  public FinetuneDataset dataset(Collection<QaPairs> records) {
    Map<String, String> queries = new LinkedHashMap<>();
    Map<String, String> corpus = new LinkedHashMap<>();
    Map<String, List<String>> relevant = new LinkedHashMap<>();
    List<QaPairs> ordered =
        records.stream()
            .filter(QaPairs::hasNode)
            .filter(record -> splits.contains(record.getNode().getSplit()))
            .sorted(DOCUMENT_ORDER)
            .toList();
    for (QaPairs record : ordered) {
      Node node = record.getNode();
      corpus.put(node.getNodeId(), node.getText());
      for (Question question : taken(record)) {
        add(queries, question);
        relevant
            .computeIfAbsent(question.getQuestionId(), id -> new ArrayList<>())
            .add(node.getNodeId());
      }
    }
    for (QaPairs record : records) {
      if (!record.hasNode()) {
        for (Question question : taken(record)) {
          add(queries, question);
          relevant.computeIfAbsent(question.getQuestionId(), id -> new ArrayList<>());
        }
      }
    }
    return new FinetuneDataset(queries, corpus, relevant, Optional.of("text"));
  }

  private List<Question> taken(QaPairs record) {
    return record.getQuestionsList().stream()
        .filter(question -> origins.contains(question.getOrigin()))
        .toList();
  }

  private static void add(Map<String, String> queries, Question question) {
    String before = queries.putIfAbsent(question.getQuestionId(), question.getText());
    if (before != null && !before.equals(question.getText())) {
      throw new IllegalArgumentException(
          "two questions with the id '%s' have different texts"
              .formatted(question.getQuestionId()));
    }
  }
}
