package io.retune.eval.evaluation;

import io.retune.eval.statistics.Sketch;
import java.util.Objects;
import java.util.Optional;

/**
 * All that one evaluation looks at.
 *
 * @param evidence questions of validation nodes that count as evidence
 * @param local local questions of validation nodes
 * @param languageModel a language model's questions of validation nodes, where they are no evidence
 * @param arrived questions of the nodes that arrived since the last checkpoint, evidence where
 *     there is any
 * @param sharedQuestions evidence left out because a training node has one of the same id
 * @param nodes of the collection, searched or not
 * @param evidenceQuestions those that count as evidence
 * @param foreignNodes nodes left out because another base model embedded them
 */
public record EvaluationData(
    Corpus corpus,
    Optional<QuestionSet> evidence,
    Optional<QuestionSet> local,
    Optional<QuestionSet> languageModel,
    Optional<QuestionSet> arrived,
    int sharedQuestions,
    Sketch nodes,
    Sketch evidenceQuestions,
    int foreignNodes) {
  public EvaluationData {
    Objects.requireNonNull(corpus, "corpus");
    Objects.requireNonNull(evidence, "evidence");
    Objects.requireNonNull(local, "local");
    Objects.requireNonNull(languageModel, "languageModel");
    Objects.requireNonNull(arrived, "arrived");
    Objects.requireNonNull(nodes, "nodes");
    Objects.requireNonNull(evidenceQuestions, "evidenceQuestions");
  }
}
