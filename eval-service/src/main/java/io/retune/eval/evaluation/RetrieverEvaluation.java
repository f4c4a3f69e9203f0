package io.retune.eval.evaluation;

import io.retune.adapter.Adapter;
import io.retune.adapter.MemoryAdapter;
import io.retune.eval.metrics.MetricsAverage;
import io.retune.eval.metrics.RetrievalMetrics;
import io.retune.eval.ranking.RankFusion;
import io.retune.eval.ranking.Ranking;
import io.retune.eval.ranking.Rankings;
import io.retune.eval.ranking.ScoreFusion;
import io.retune.eval.statistics.PairedComparison;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Evaluates adapters on one corpus, beside the base model, keyword search and the fusion of the
 * two, once the corpus was searched for what is asked.
 */
public final class RetrieverEvaluation {
  public static final String BASE = "base";
  public static final String ADAPTER = "adapter";
  public static final String CHAMPION = "champion";
  public static final String BM25 = "bm25";
  public static final String FUSION = "fusion";

  /** An adapter without its question memory. */
  public static final String LINEAR = "linear";

  /** Fused by scores, where {@link #FUSION} is by ranks. */
  public static final String WEIGHTED_FUSION = "weighted-fusion";

  /** The cut-off of the figure that decisions rest on. */
  public static final int DECIDING_CUT_OFF = 10;

  private static final int[] CUT_OFFS = {1, 3, 5, 10};

  private final Corpus corpus;
  private final CorpusSearch search;

  /**
   * @param search that has asked, and read, what is evaluated
   */
  public RetrieverEvaluation(Corpus corpus, CorpusSearch search) {
    this.corpus = corpus;
    this.search = search;
  }

  /** Asks what {@link #evaluate} is to know. */
  public static void ask(
      CorpusSearch search,
      QuestionSet questions,
      Adapter candidate,
      Optional<Adapter> champion,
      Optional<Adapter> proved) {
    search.ask(questions, CorpusSearch.BASE_MODEL);
    search.ask(questions, candidate);
    linearPart(candidate).ifPresent(adapter -> search.ask(questions, adapter));
    champion.ifPresent(adapter -> search.ask(questions, adapter));
    proved.ifPresent(adapter -> search.ask(questions, adapter));
  }

  /**
   * Evaluates a candidate.
   *
   * @param champion empty where the champion is the base model or cannot be compared
   * @param proved the version that was proved and that the champion is or follows; empty as above
   * @param weights of keyword search beside the candidate
   * @throws IllegalStateException if it was not asked
   */
  QuestionSetEvaluation evaluate(
      QuestionSet questions,
      Adapter candidate,
      Optional<Adapter> champion,
      Optional<Adapter> proved,
      FusionWeights weights) {
    Map<String, Rankings> rankings = new LinkedHashMap<>();
    rankings.put(BASE, search.nearest(questions, CorpusSearch.BASE_MODEL));
    linearPart(candidate)
        .ifPresent(adapter -> rankings.put(LINEAR, search.nearest(questions, adapter)));
    rankings.put(ADAPTER, search.nearest(questions, candidate));
    champion.ifPresent(adapter -> rankings.put(CHAMPION, search.nearest(questions, adapter)));
    rankings.put(BM25, search.byKeywords(questions));
    rankings.put(
        FUSION, RankFusion.fuse(rankings.get(BM25), rankings.get(ADAPTER), CorpusSearch.DEPTH));
    rankings.put(
        WEIGHTED_FUSION, fused(rankings.get(ADAPTER), rankings.get(BM25), questions, weights));

    Map<String, List<RetrievalMetrics>> figures = new LinkedHashMap<>();
    rankings.forEach((name, ranking) -> figures.put(name, figures(ranking, questions)));
    Map<String, double[]> scores = new LinkedHashMap<>();
    rankings.forEach((name, ranking) -> scores.put(name, reciprocalRanks(ranking, questions)));
    Optional<double[]> championScores = Optional.ofNullable(scores.get(CHAMPION));
    return new QuestionSetEvaluation(
        questions.name(),
        questions.mix(),
        questions.askedNodes(),
        corpus.nodes(),
        figures,
        compare(scores.get(ADAPTER), scores.get(BASE), questions),
        championScores.map(served -> compare(scores.get(ADAPTER), served, questions)),
        championScores.map(served -> compare(served, scores.get(BASE), questions)),
        proved
            .map(adapter -> reciprocalRanks(search.nearest(questions, adapter), questions))
            .map(lift -> compare(scores.get(ADAPTER), mean(scores.get(BASE), lift), questions)),
        RankChanges.between(
            rankings.get(BASE), rankings.get(ADAPTER), questions, DECIDING_CUT_OFF));
  }

  /**
   * The weights of keyword search that questions choose.
   *
   * @param adapter that was not trained on them, and was asked
   */
  FusionWeights weights(FusionChoice choice, QuestionSet questions, Adapter adapter) {
    return choice.choose(
        questions, search.nearest(questions, adapter), search.byKeywords(questions));
  }

  private static Rankings fused(
      Rankings found, Rankings byKeywords, QuestionSet questions, FusionWeights weights) {
    Ranking[] fused = new Ranking[questions.questions()];
    Arrays.setAll(
        fused,
        question ->
            ScoreFusion.fuse(
                found.ranking(question),
                byKeywords.ranking(question),
                weights.of(questions.clusters()[question]),
                CorpusSearch.DEPTH));
    return new Rankings(fused);
  }

  private static Optional<Adapter> linearPart(Adapter adapter) {
    return adapter instanceof MemoryAdapter remembering
        ? Optional.of(remembering.linear())
        : Optional.empty();
  }

  private static double[] mean(double[] one, double[] other) {
    return IntStream.range(0, one.length)
        .mapToDouble(question -> (one[question] + other[question]) / 2)
        .toArray();
  }

  private static List<RetrievalMetrics> figures(Rankings rankings, QuestionSet questions) {
    return Arrays.stream(CUT_OFFS)
        .mapToObj(k -> MetricsAverage.of(rankings, questions.answers(), k))
        .toList();
  }

  private static double[] reciprocalRanks(Rankings rankings, QuestionSet questions) {
    return IntStream.range(0, questions.questions())
        .mapToDouble(
            question ->
                RetrievalMetrics.reciprocalRank(
                    rankings.of(question), questions.answers()[question], DECIDING_CUT_OFF))
        .toArray();
  }

  /** At the cut-off that is decided on. */
  static double meanReciprocalRank(Rankings rankings, QuestionSet questions) {
    return Arrays.stream(reciprocalRanks(rankings, questions)).average().orElseThrow();
  }

  private static PairedComparison compare(
      double[] candidate, double[] baseline, QuestionSet questions) {
    return PairedComparison.of(candidate, baseline, questions.clusters());
  }
}
