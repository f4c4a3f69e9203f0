package io.retune.eval.evaluation;

import io.retune.eval.ranking.VectorTable;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Question;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The questions of some of a collection's nodes, by kind. Not thread-safe. */
final class GatheredQuestions {
  private final Predicate<Node> asked;
  private final int dimension;
  private final Map<QuestionKind, SampledQuestions> questions = new EnumMap<>(QuestionKind.class);

  /**
   * @param asked the nodes whose questions are taken
   * @param max questions of each kind; of more, a sample is taken
   */
  GatheredQuestions(Predicate<Node> asked, int dimension, int max) {
    this.asked = asked;
    this.dimension = dimension;
    for (QuestionKind kind : QuestionKind.values()) {
      questions.put(kind, new SampledQuestions(max));
    }
  }

  /** Takes the questions of a node that is searched, if it is one of those asked about. */
  void add(Embeddings record, int row) {
    if (!asked.test(record.getNode())) {
      exclude(record);
      return;
    }
    for (Question question : record.getQuestionsList()) {
      QuestionKind.of(question.getOrigin())
          .ifPresent(
              kind ->
                  Vectors.decode(question.getVector(), dimension)
                      .ifPresent(
                          vector ->
                              questions
                                  .get(kind)
                                  .add(question.getQuestionId(), question.getText(), vector, row)));
    }
  }

  /** Local questions belong to one node only, so only evidence can be on both sides. */
  void exclude(Embeddings record) {
    for (Question question : record.getQuestionsList()) {
      if (QuestionKind.of(question.getOrigin()).filter(QuestionKind.EVIDENCE::equals).isPresent()) {
        questions.get(QuestionKind.EVIDENCE).exclude(question.getQuestionId());
      }
    }
  }

  /** Evidence left out because a node that is not asked about has them too. */
  int leftOut() {
    return questions.get(QuestionKind.EVIDENCE).leftOut();
  }

  Optional<QuestionSet> of(QuestionKind kind, int corpusNodes) {
    List<SampledQuestions.Collected> collected = questions.get(kind).inOrder();
    if (collected.isEmpty()) {
      return Optional.empty();
    }
    int[][] answers =
        collected.stream().map(SampledQuestions.Collected::answers).toArray(int[][]::new);
    return Optional.of(
        new QuestionSet(
            kind.setName(),
            VectorTable.of(dimension, collected.stream().map(one -> one.vector).toList()),
            collected.stream().map(one -> one.text).toList(),
            answers,
            Clusters.of(answers, corpusNodes)));
  }
}
