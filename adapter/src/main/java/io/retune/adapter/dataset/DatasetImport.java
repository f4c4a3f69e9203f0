package io.retune.adapter.dataset;

import io.retune.schemas.CollectionName;
import io.retune.schemas.EntryKey;
import io.retune.schemas.QueryKey;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Query;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a data set into records. Every node of its corpus becomes one, with all questions that it
 * answers, and also where it answers none: it is searched all the same. A question that several
 * nodes answer is found in each of them, with the same id.
 *
 * @param collection where the records belong
 * @param split the side of the evaluation that all its nodes are on
 * @param source where the data set came from, such as a file name: the nodes' document id and the
 *     questions' generator
 */
public record DatasetImport(String collection, Split split, String source) {

  /**
   * @throws IllegalArgumentException where the collection's name is not valid or the source blank
   */
  public DatasetImport {
    CollectionName.check(collection);
    if (source.isBlank()) {
      throw new IllegalArgumentException("a data set needs a source");
    }
  }

  /**
   * Records of the topic {@code qa-pairs}, in the order of the corpus. Questions without a known
   * answer come last, as records without a node.
   */
  public List<Keyed<QaPairs>> qaPairs(FinetuneDataset dataset) {
    List<Keyed<QaPairs>> records = new ArrayList<>();
    for (Keyed<Node> node : nodes(dataset)) {
      records.add(
          new Keyed<>(
              node.key(),
              QaPairs.newBuilder()
                  .setNode(node.message().toBuilder().clearQuestions())
                  .addAllQuestions(node.message().getQuestionsList())
                  .build()));
    }
    for (Keyed<Query> query : queries(dataset)) {
      records.add(
          new Keyed<>(
              new EntryKey(collection, QueryKey.id(query.message().getQueryId())),
              QaPairs.newBuilder()
                  .addQuestions(
                      question(
                          query.message().getQueryId(),
                          query.message().getText(),
                          Origin.ORIGIN_UNLABELLED))
                  .build()));
    }
    return List.copyOf(records);
  }

  /**
   * Records of the topic {@code nodes}, which carry their questions, so that generators can add to
   * them. Questions without a known answer are not among them: see {@link #queries}.
   */
  public List<Keyed<Node>> nodes(FinetuneDataset dataset) {
    Map<String, Node.Builder> nodes = new LinkedHashMap<>();
    dataset
        .corpus()
        .forEach(
            (id, text) ->
                nodes.put(
                    id,
                    Node.newBuilder()
                        .setCollection(collection)
                        .setNodeId(id)
                        .setDocumentId(source)
                        .setText(text)
                        .setPosition(nodes.size())
                        .setSplit(split)));
    dataset
        .queries()
        .forEach(
            (id, text) -> {
              Question question = question(id, text, Origin.ORIGIN_IMPORTED);
              dataset.relevantDocuments().get(id).stream()
                  .distinct()
                  .forEach(node -> nodes.get(node).addQuestions(question));
            });
    return nodes.entrySet().stream()
        .map(
            entry ->
                new Keyed<>(new EntryKey(collection, entry.getKey()), entry.getValue().build()))
        .toList();
  }

  /** Records of the topic {@code queries}: the questions whose answer is not known. */
  public List<Keyed<Query>> queries(FinetuneDataset dataset) {
    return dataset.queries().entrySet().stream()
        .filter(query -> dataset.relevantDocuments().get(query.getKey()).isEmpty())
        .map(
            query ->
                new Keyed<>(
                    new EntryKey(collection, query.getKey()),
                    Query.newBuilder()
                        .setCollection(collection)
                        .setQueryId(query.getKey())
                        .setText(query.getValue())
                        .build()))
        .toList();
  }

  private Question question(String id, String text, Origin origin) {
    return Question.newBuilder()
        .setQuestionId(id)
        .setText(text)
        .setOrigin(origin)
        .setGenerator(source)
        .build();
  }
}
