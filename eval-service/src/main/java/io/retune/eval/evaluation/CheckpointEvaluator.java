package io.retune.eval.evaluation;

import io.retune.adapter.Adapter;
import io.retune.eval.gate.Candidate;
import io.retune.eval.gate.Champion;
import io.retune.eval.gate.ChangedBaseModel;
import io.retune.eval.gate.Comparisons;
import io.retune.eval.gate.ForgettingGate;
import io.retune.eval.gate.Gate;
import io.retune.eval.gate.GateState;
import io.retune.eval.gate.LastTest;
import io.retune.eval.gate.RefitGate;
import io.retune.eval.gate.Verdict;
import io.retune.eval.metrics.RetrievalMetrics;
import io.retune.eval.release.DecodedCheckpoint;
import io.retune.eval.release.KnownAdapter;
import io.retune.eval.release.Predecessors;
import io.retune.schemas.DocumentDigests;
import io.retune.schemas.QuestionSetName;
import io.retune.schemas.v1.KeywordFusion;
import io.retune.schemas.v1.LiveScore;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Evaluates a checkpoint and asks the gate. Thread-safe. */
public final class CheckpointEvaluator {
  private final Gate gate;
  private final RefitGate refitGate;
  private final ForgettingGate forgettingGate;
  private final FusionChoice fusion;
  private final double gentleAlpha;
  private final double newShare;

  /**
   * @param gentleAlpha the largest blend that may be released without proof
   * @param newShare of the nodes or the questions that must have changed between two tests
   * @param fusion how the weight of keyword search is chosen
   */
  public CheckpointEvaluator(
      Gate gate,
      RefitGate refitGate,
      ForgettingGate forgettingGate,
      double gentleAlpha,
      double newShare,
      FusionChoice fusion) {
    this.gate = gate;
    this.refitGate = refitGate;
    this.forgettingGate = forgettingGate;
    this.gentleAlpha = gentleAlpha;
    this.newShare = newShare;
    this.fusion = fusion;
  }

  /**
   * What came of an evaluation.
   *
   * @param results by question set, the one decided on first
   * @param liveScore empty where no question arrived, or no version was made before
   * @param ground what a test of the candidate stands on
   * @param fusion how to search with the candidate and keywords; empty where nothing was evaluated
   * @param changed as it was given
   */
  public record Evaluated(
      List<QuestionSetEvaluation> results,
      Optional<LiveScore> liveScore,
      Verdict verdict,
      LastTest ground,
      Optional<KeywordFusion> fusion,
      Optional<ChangedBaseModel> changed) {
    public Evaluated {
      results = List.copyOf(results);
      Objects.requireNonNull(liveScore, "liveScore");
      Objects.requireNonNull(verdict, "verdict");
      Objects.requireNonNull(ground, "ground");
      Objects.requireNonNull(fusion, "fusion");
      Objects.requireNonNull(changed, "changed");
    }
  }

  /**
   * Evaluates.
   *
   * @param data gathered from the records
   * @param records read once more, where anything is asked
   * @param search of the corpus, that has not asked anything yet
   * @param predecessors whatever their base models
   * @param changed where the candidate's base model answers otherwise than it did; else empty
   * @throws IllegalArgumentException if the checkpoint does not fit the data
   * @throws IOException if the keyword index cannot be read or written
   */
  public Evaluated evaluate(
      DecodedCheckpoint candidate,
      GateState state,
      EvaluationData data,
      CollectionRecords records,
      CorpusSearch search,
      Predecessors predecessors,
      Optional<ChangedBaseModel> changed)
      throws IOException {
    if (data.corpus().nodes() == 0) {
      if (data.foreignNodes() > 0) {
        throw new IllegalArgumentException(
            "version "
                + candidate.checkpoint().getVersion()
                + " stands on base model "
                + candidate.checkpoint().getBaseModel().getFingerprint()
                + ", which none of the collection's "
                + data.foreignNodes()
                + " nodes was embedded with");
      }
      return new Evaluated(
          List.of(),
          Optional.empty(),
          verdict(
              candidate, state, data, predecessors, changed, Optional.empty(), Optional.empty()),
          ground(state, data),
          Optional.empty(),
          changed);
    }
    Predecessors comparable =
        predecessors.of(candidate.checkpoint().getBaseModel().getFingerprint());
    Optional<Adapter> champion = comparable.judged().map(KnownAdapter::adapter);
    Optional<Adapter> followed = comparable.proved().map(KnownAdapter::adapter);
    Optional<LiveQuestions> live =
        data.arrived().flatMap(asked -> LiveQuestions.of(asked, state.champion(), comparable));
    List<QuestionSet> sets =
        Stream.of(data.evidence(), data.local(), data.languageModel())
            .flatMap(Optional::stream)
            .toList();
    sets.forEach(
        set -> RetrieverEvaluation.ask(search, set, candidate.adapter(), champion, followed));
    live.ifPresent(questions -> questions.ask(search));
    if (!sets.isEmpty() || live.isPresent()) {
      search.read(records);
    }

    RetrieverEvaluation evaluation = new RetrieverEvaluation(data.corpus(), search);
    // A refit was trained on these questions; the version that it stands on was not.
    Adapter unaware =
        candidate.isRefit() ? champion.orElse(candidate.adapter()) : candidate.adapter();
    FusionWeights weights =
        data.evidence()
            .map(set -> evaluation.weights(fusion, set, unaware))
            .orElseGet(fusion::unchosen);
    FusionWeights fixed = FusionWeights.fixed(weights.weight());
    Optional<QuestionSetEvaluation> evidence =
        data.evidence()
            .map(set -> evaluation.evaluate(set, candidate.adapter(), champion, followed, weights));
    Optional<QuestionSetEvaluation> local =
        data.local()
            .map(set -> evaluation.evaluate(set, candidate.adapter(), champion, followed, fixed));
    Optional<QuestionSetEvaluation> languageModel =
        data.languageModel()
            .map(set -> evaluation.evaluate(set, candidate.adapter(), champion, followed, fixed));
    Verdict verdict = verdict(candidate, state, data, predecessors, changed, evidence, local);
    List<String> remarks =
        Stream.of(
                evidence.or(() -> local).flatMap(CheckpointEvaluator::keywordRemark),
                sharedRemark(data.sharedQuestions()))
            .flatMap(Optional::stream)
            .toList();
    return new Evaluated(
        results(candidate, evidence, local, languageModel),
        live.map(questions -> questions.score(search)),
        verdict.withRemarks(remarks),
        ground(state, data),
        sets.isEmpty() ? Optional.empty() : Optional.of(weights.toMessage()),
        changed);
  }

  private static Optional<String> sharedRemark(int questions) {
    return questions == 0
        ? Optional.empty()
        : Optional.of(
            "Left out: "
                + questions
                + " evidence questions of validation nodes, because training nodes have questions of the"
                + " same ids.");
  }

  /** Users should know where they would do better without an adapter. */
  private static Optional<String> keywordRemark(QuestionSetEvaluation result) {
    int k = RetrieverEvaluation.DECIDING_CUT_OFF;
    double adapter = mrr(result, RetrieverEvaluation.ADAPTER);
    double keywords = mrr(result, RetrieverEvaluation.BM25);
    if (keywords <= adapter) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "Keyword search alone (BM25) has MRR@%d %.4f here, above the adapter's %.4f; the weighted"
                + " fusion of both has %.4f.",
            k,
            keywords,
            adapter,
            mrr(result, RetrieverEvaluation.WEIGHTED_FUSION)));
  }

  private static double mrr(QuestionSetEvaluation result, String retriever) {
    return result
        .of(retriever, RetrieverEvaluation.DECIDING_CUT_OFF)
        .map(RetrievalMetrics::mrr)
        .orElse(0.0);
  }

  /** Reports have the set that is decided on first, so nothing is shown where there is none. */
  private static List<QuestionSetEvaluation> results(
      DecodedCheckpoint candidate,
      Optional<QuestionSetEvaluation> evidence,
      Optional<QuestionSetEvaluation> local,
      Optional<QuestionSetEvaluation> languageModel) {
    Optional<QuestionSetEvaluation> decidedOn = evidence.or(() -> local);
    if (candidate.isRefit()) {
      return decidedOn.map(result -> result.named(QuestionSetName.SEEN.wireName())).stream()
          .toList();
    }
    return Stream.of(evidence, local, languageModel.filter(shown -> decidedOn.isPresent()))
        .flatMap(Optional::stream)
        .toList();
  }

  private Verdict verdict(
      DecodedCheckpoint candidate,
      GateState state,
      EvaluationData data,
      Predecessors predecessors,
      Optional<ChangedBaseModel> changed,
      Optional<QuestionSetEvaluation> evidence,
      Optional<QuestionSetEvaluation> local) {
    long version = candidate.checkpoint().getVersion();
    if (candidate.isRefit()) {
      Verdict verdict =
          refitGate.decide(
              version,
              candidate.judgedVersion(),
              state.champion(),
              evidence.or(() -> local).map(QuestionSetEvaluation::adapterOverBase));
      return changed
          .map(change -> change.withhold(verdict, state.champion(), false))
          .orElse(verdict);
    }
    Optional<KnownAdapter> judged = predecessors.judged();
    String fingerprint = candidate.checkpoint().getBaseModel().getFingerprint();
    boolean replaced =
        judged.map(adapter -> !adapter.baseModelFingerprint().equals(fingerprint)).orElse(false);
    Champion champion = replaced ? Champion.BASE : state.champion();
    boolean same =
        judged
            .map(
                adapter ->
                    adapter.weightsSha256().equals(candidate.checkpoint().getWeightsSha256()))
            .orElse(false);
    Candidate judgedOn =
        new Candidate(
            version,
            candidate.isBlendedUpTo(gentleAlpha),
            candidate.sawLocalQuestions(),
            same,
            predecessors.proved().map(followed -> followed.hasSameRecipe(candidate)).orElse(false),
            state.hasSomethingNew(ground(state, data), newShare));
    Optional<Comparisons> onEvidence = evidence.map(QuestionSetEvaluation::comparisons);
    Optional<Comparisons> onLocal = local.map(QuestionSetEvaluation::comparisons);
    Verdict verdict = gate.decide(judgedOn, champion, state.testsSpent(), onEvidence, onLocal);
    boolean mustGo = mustGo(candidate, state.champion(), predecessors.served());
    if (changed.isPresent()) {
      return changed.get().withhold(verdict, state.champion(), mustGo);
    }
    return mustGo
        ? forgettingGate.decide(verdict, judgedOn, state.champion(), onEvidence, onLocal)
        : verdict;
  }

  /** Whether what is released learned from a document that was forgotten before this candidate. */
  private static boolean mustGo(
      DecodedCheckpoint candidate, Champion champion, Optional<KnownAdapter> served) {
    DocumentDigests forgotten = candidate.forgotten();
    return !champion.isBase()
        && !forgotten.isEmpty()
        && served.map(adapter -> adapter.mayHaveLearnedFrom(forgotten)).orElse(true);
  }

  /** What a test of today would stand on. */
  private static LastTest ground(GateState state, EvaluationData data) {
    return new LastTest(state.champion().judgedVersion(), data.nodes(), data.evidenceQuestions());
  }
}
