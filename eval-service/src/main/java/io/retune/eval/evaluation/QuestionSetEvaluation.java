package io.retune.eval.evaluation;

import io.retune.eval.gate.Comparisons;
import io.retune.eval.metrics.RetrievalMetrics;
import io.retune.eval.statistics.PairedComparison;
import io.retune.schemas.QuestionMix;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How the retrievers did on one question set.
 *
 * @param mix how many of its questions are of which class
 * @param askedNodes nodes that answer one of them
 * @param corpusNodes nodes searched
 * @param retrievers by name, in the order of the report: figures at each cut-off
 * @param adapterOverBase on MRR@10, clustered by node
 * @param adapterOverChampion empty where the champion is the base model or cannot be compared
 * @param championOverBase empty as above
 * @param adapterOverHalfLift empty where no version is proved, or it cannot be compared
 * @param changes the adapter's over the base model
 */
public record QuestionSetEvaluation(
    String questionSet,
    QuestionMix mix,
    int askedNodes,
    int corpusNodes,
    Map<String, List<RetrievalMetrics>> retrievers,
    PairedComparison adapterOverBase,
    Optional<PairedComparison> adapterOverChampion,
    Optional<PairedComparison> championOverBase,
    Optional<PairedComparison> adapterOverHalfLift,
    RankChanges changes) {
  public QuestionSetEvaluation {
    Objects.requireNonNull(questionSet, "questionSet");
    Objects.requireNonNull(mix, "mix");
    retrievers = Collections.unmodifiableMap(new LinkedHashMap<>(retrievers));
  }

  /** What the gate looks at. */
  public Comparisons comparisons() {
    return new Comparisons(
        mix,
        askedNodes,
        adapterOverBase,
        adapterOverChampion,
        championOverBase,
        adapterOverHalfLift);
  }

  /** The figures of a retriever at a cut-off; empty where it was not evaluated. */
  public Optional<RetrievalMetrics> of(String retriever, int k) {
    return retrievers.getOrDefault(retriever, List.of()).stream()
        .filter(metrics -> metrics.k() == k)
        .findFirst();
  }

  /** The same figures under another name of the question set. */
  public QuestionSetEvaluation named(String name) {
    return new QuestionSetEvaluation(
        name,
        mix,
        askedNodes,
        corpusNodes,
        retrievers,
        adapterOverBase,
        adapterOverChampion,
        championOverBase,
        adapterOverHalfLift,
        changes);
  }
}
