package io.retune.eval.evaluation;

import io.retune.eval.ranking.VectorTable;
import io.retune.eval.statistics.Sketch;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.QuestionMix;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Question;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The questions of some of a collection's nodes, by group. First the questions of those nodes are
 * added and the other nodes passed over; then, if need be, what these have is excluded. Not
 * thread-safe.
 */
final class GatheredQuestions {
  /** How many questions of other nodes are remembered, 8 MB of them. */
  private static final int REMEMBERED = 1_000_000;

  private final EvidenceRule rule;
  private final int dimension;
  private final Map<QuestionGroup, SampledQuestions> questions = new EnumMap<>(QuestionGroup.class);
  private final IdHashes elsewhere = new IdHashes(REMEMBERED);

  /**
   * @param rule what counts as evidence
   * @param max questions of each group; of more, a sample is taken
   */
  GatheredQuestions(EvidenceRule rule, int dimension, int max) {
    this.rule = rule;
    this.dimension = dimension;
    for (QuestionGroup group : QuestionGroup.values()) {
      questions.put(group, new SampledQuestions(max, group == QuestionGroup.LOCAL ? max : 2 * max));
    }
  }

  /** Takes the questions of a node that is asked about and searched. */
  void add(String nodeId, Embeddings record, int row) {
    for (Question question : record.getQuestionsList()) {
      QuestionClass.of(question.getOrigin())
          .ifPresent(questionClass -> add(nodeId, question, questionClass, row));
    }
  }

  /** Passes over a node that is not asked about, which {@link #exclude} may be called for later. */
  void passOver(Embeddings record) {
    for (Question question : record.getQuestionsList()) {
      if (mayBeShared(question)) {
        elsewhere.add(question.getQuestionId());
      }
    }
  }

  /**
   * Whether questions that were added may belong to a node that was passed over; if not, nothing
   * need be excluded.
   */
  boolean mayBeShared() {
    return questions.entrySet().stream()
        .filter(entry -> entry.getKey() != QuestionGroup.LOCAL)
        .anyMatch(entry -> entry.getValue().candidateIds().anyMatch(elsewhere::mayHave));
  }

  /**
   * Leaves out what a node that is not asked about has too: it may have been trained on. A local
   * question belongs to one node only, so only others can be on both sides.
   */
  void exclude(Embeddings record) {
    for (Question question : record.getQuestionsList()) {
      if (mayBeShared(question)) {
        questions.get(QuestionGroup.EVIDENCE).exclude(question.getQuestionId());
        questions.get(QuestionGroup.LANGUAGE_MODEL).exclude(question.getQuestionId());
      }
    }
  }

  private boolean mayBeShared(Question question) {
    return QuestionClass.of(question.getOrigin())
        .flatMap(questionClass -> QuestionGroup.of(questionClass, rule))
        .filter(group -> group != QuestionGroup.LOCAL)
        .isPresent();
  }

  /** Evidence left out because a node that is not asked about has it too. */
  int leftOut() {
    return questions.get(QuestionGroup.EVIDENCE).leftOut();
  }

  /** The ids of those that are evidence, as far as they are in the sample. */
  Sketch evidenceIds() {
    return Sketch.of(questions.get(QuestionGroup.EVIDENCE).ids());
  }

  Optional<QuestionSet> of(QuestionGroup group) {
    List<SampledQuestions.Collected> collected = questions.get(group).sample();
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
            collected.stream().map(one -> one.key).toList(),
            collected.stream().map(one -> one.text).toList(),
            answers,
            Clusters.of(answers)));
  }

  private void add(String nodeId, Question question, QuestionClass questionClass, int row) {
    QuestionGroup.of(questionClass, rule)
        .ifPresent(
            group -> questions.get(group).add(nodeId, question, questionClass, dimension, row));
  }
}
