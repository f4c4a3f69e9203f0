package io.retune.adapter.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Questions, nodes, and which nodes answer which question: LlamaIndex's {@code
 * EmbeddingQAFinetuneDataset}. All maps keep the order they came in.
 *
 * @param queries text by question id
 * @param corpus text by node id
 * @param relevantDocuments ids of the nodes that answer a question, by question id; an empty list
 *     where no answer is known
 * @param mode "text" in newer files, absent in older ones
 */
public record FinetuneDataset(
    Map<String, String> queries,
    Map<String, String> corpus,
    Map<String, List<String>> relevantDocuments,
    Optional<String> mode) {

  /**
   * @throws IllegalArgumentException where an id is blank, a question has no list of nodes, or a
   *     list names a question or a node that is not there
   */
  public FinetuneDataset {
    queries = ordered(queries);
    corpus = ordered(corpus);
    Map<String, List<String>> lists = new LinkedHashMap<>();
    relevantDocuments.forEach((question, nodes) -> lists.put(question, List.copyOf(nodes)));
    relevantDocuments = Collections.unmodifiableMap(lists);
    for (String question : queries.keySet()) {
      requireId("queries", question);
      if (!relevantDocuments.containsKey(question)) {
        throw new IllegalArgumentException(
            "relevant_docs has no entry for the query '%s'".formatted(question));
      }
    }
    for (String node : corpus.keySet()) {
      requireId("corpus", node);
    }
    for (Map.Entry<String, List<String>> entry : relevantDocuments.entrySet()) {
      if (!queries.containsKey(entry.getKey())) {
        throw new IllegalArgumentException(
            "relevant_docs names the query '%s', which queries does not have"
                .formatted(entry.getKey()));
      }
      for (String node : entry.getValue()) {
        if (!corpus.containsKey(node)) {
          throw new IllegalArgumentException(
              "relevant_docs of the query '%s' names the node '%s', which corpus does not have"
                  .formatted(entry.getKey(), node));
        }
      }
    }
  }

  private static void requireId(String map, String id) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("%s has a blank id".formatted(map));
    }
  }

  private static Map<String, String> ordered(Map<String, String> texts) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(texts));
  }
}
