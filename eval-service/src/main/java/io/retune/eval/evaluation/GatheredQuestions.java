package io.retune.eval.evaluation;

import io.retune.eval.ranking.VectorTable;
import io.retune.eval.statistics.Sketch;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.QuestionMix;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Question;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The questions of some of a collection's nodes, by group. Not thread-safe. */
final class GatheredQuestions {
  private final Predicate<Node> asked;
  private final EvidenceRule rule;
  private final int dimension;
  private final Map<QuestionGroup, SampledQuestions> questions = new EnumMap<>(QuestionGroup.class);

  /**
   * @param asked the nodes whose questions are taken
   * @param rule what counts as evidence
   * @param max questions of each group; of more, a sample is taken
   */
  GatheredQuestions(Predicate<Node> asked, EvidenceRule rule, int dimension, int max) {
    this.asked = asked;
    this.rule = rule;
    this.dimension = dimension;
    for (QuestionGroup group : QuestionGroup.values()) {
      questions.put(group, new SampledQuestions(max));
    }
  }

  /** Takes the questions of a node that is searched, if it is one of those asked about. */
  void add(Embeddings record, int row) {
    if (!asked.test(record.getNode())) {
      exclude(record);
      return;
    }
    for (Question question : record.getQuestionsList()) {
      QuestionClass.of(question.getOrigin())
          .ifPresent(questionClass -> add(question, questionClass, row));
    }
  }

  /**
   * Leaves out what a node that is not asked about has too: it may have been trained on. A local
   * question belongs to one node only, so only others can be on both sides.
   */
  void exclude(Embeddings record) {
    for (Question question : record.getQuestionsList()) {
      QuestionClass.of(question.getOrigin())
          .flatMap(questionClass -> QuestionGroup.of(questionClass, rule))
          .filter(group -> group != QuestionGroup.LOCAL)
          .ifPresent(
              group -> {
                questions.get(QuestionGroup.EVIDENCE).exclude(question.getQuestionId());
                questions.get(QuestionGroup.LANGUAGE_MODEL).exclude(question.getQuestionId());
              });
    }
  }

  /** Evidence left out because a node that is not asked about has it too. */
  int leftOut() {
    return questions.get(QuestionGroup.EVIDENCE).leftOut();
  }

  /** The ids of those that are evidence, as far as they are in the sample. */
  Sketch evidenceIds() {
    return Sketch.of(questions.get(QuestionGroup.EVIDENCE).ids());
  }

  Optional<QuestionSet> of(QuestionGroup group, int corpusNodes) {
    List<SampledQuestions.Collected> collected = questions.get(group).inOrder();
    if (collected.isEmpty()) {
      return Optional.empty();
    }
    int[][] answers =
        collected.stream().map(SampledQuestions.Collected::answers).toArray(int[][]::new);
    return Optional.of(
        new QuestionSet(
            group.setName(),
            QuestionMix.of(collected.stream().map(one -> one.questionClass).toList()),
            VectorTable.of(dimension, collected.stream().map(one -> one.vector).toList()),
            collected.stream().map(one -> one.text).toList(),
            answers,
            Clusters.of(answers, corpusNodes)));
  }

  private void add(Question question, QuestionClass questionClass, int row) {
    QuestionGroup.of(questionClass, rule)
        .ifPresent(
            group ->
                Vectors.decode(question.getVector(), dimension)
                    .ifPresent(
                        vector ->
                            questions
                                .get(group)
                                .add(
                                    question.getQuestionId(),
                                    questionClass,
                                    question.getText(),
                                    vector,
                                    row)));
  }
}
