package io.retune.eval.evaluation;

import io.retune.adapter.Adapter;
import io.retune.eval.metrics.MetricsAverage;
import io.retune.eval.metrics.RetrievalMetrics;
import io.retune.eval.ranking.ExactRanker;
import io.retune.eval.ranking.KeywordRanker;
import io.retune.eval.ranking.RankFusion;
import io.retune.eval.ranking.Rankings;
import io.retune.eval.ranking.VectorTable;
import io.retune.eval.statistics.PairedComparison;
import io.retune.schemas.v1.LiveScore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Evaluates adapters on one corpus, beside the base model, keyword search and the fusion of the
 * two. Close it to free the keyword index.
 */
public final class RetrieverEvaluation implements AutoCloseable {
  public static final String BASE = "base";
  public static final String ADAPTER = "adapter";
  public static final String CHAMPION = "champion";
  public static final String BM25 = "bm25";
  public static final String FUSION = "fusion";

  /** The cut-off of the figure that decisions rest on. */
  public static final int DECIDING_CUT_OFF = 10;

  private static final int[] CUT_OFFS = {1, 3, 5, 10};

  /**
   * Fusion looks deeper than the cut-offs because what one retriever ranks late the other may not.
   */
  private static final int DEPTH = 100;

  private final Corpus corpus;
  private final ExactRanker exact;
  private final KeywordRanker keywords;

  public RetrieverEvaluation(Corpus corpus) {
    this.corpus = corpus;
    this.exact = new ExactRanker(corpus.vectors());
    this.keywords = new KeywordRanker(corpus.texts(), corpus.language());
  }

  /**
   * Evaluates a candidate.
   *
   * @param champion empty where the champion is the base model or cannot be compared
   * @param proved the version that was proved and that the champion is or follows; empty as above
   * @throws IllegalArgumentException if an adapter is of another dimension than the questions
   */
  public QuestionSetEvaluation evaluate(
      QuestionSet questions,
      Adapter candidate,
      Optional<Adapter> champion,
      Optional<Adapter> proved) {
    Map<String, Rankings> rankings = new LinkedHashMap<>();
    rankings.put(BASE, exact.rank(questions.vectors(), DEPTH));
    rankings.put(ADAPTER, exact.rank(adapted(questions.vectors(), candidate), DEPTH));
    champion.ifPresent(
        adapter ->
            rankings.put(CHAMPION, exact.rank(adapted(questions.vectors(), adapter), DEPTH)));
    rankings.put(BM25, keywords.rank(questions.texts(), DEPTH));
    rankings.put(FUSION, RankFusion.fuse(rankings.get(BM25), rankings.get(ADAPTER), DEPTH));

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
            .map(adapter -> provedScores(questions, adapter, champion, championScores))
            .map(lift -> compare(scores.get(ADAPTER), mean(scores.get(BASE), lift), questions)));
  }

  /** Most often the champion is the proved version itself. */
  private double[] provedScores(
      QuestionSet questions,
      Adapter proved,
      Optional<Adapter> champion,
      Optional<double[]> championScores) {
    return champion.isPresent() && champion.get() == proved
        ? championScores.orElseThrow()
        : reciprocalRanks(
            exact.rank(adapted(questions.vectors(), proved), DECIDING_CUT_OFF), questions);
  }

  private static double[] mean(double[] one, double[] other) {
    return IntStream.range(0, one.length)
        .mapToDouble(question -> (one[question] + other[question]) / 2)
        .toArray();
  }

  /** The live score of a champion: MRR@10 of it and of the base model. */
  public LiveScore liveScore(QuestionSet questions, long championVersion, Adapter champion) {
    return LiveScore.newBuilder()
        .setChampionVersion(championVersion)
        .setQuestions(questions.questions())
        .setBaseMrr(meanReciprocalRank(questions.vectors(), questions))
        .setChampionMrr(meanReciprocalRank(adapted(questions.vectors(), champion), questions))
        .build();
  }

  @Override
  public void close() {
    keywords.close();
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

  private double meanReciprocalRank(VectorTable vectors, QuestionSet questions) {
    return Arrays.stream(reciprocalRanks(exact.rank(vectors, DECIDING_CUT_OFF), questions))
        .average()
        .orElseThrow();
  }

  private static PairedComparison compare(
      double[] candidate, double[] baseline, QuestionSet questions) {
    return PairedComparison.of(candidate, baseline, questions.clusters());
  }

  private static VectorTable adapted(VectorTable questions, Adapter adapter) {
    float[] adapted = new float[questions.rows() * questions.dimension()];
    IntStream.range(0, questions.rows())
        .parallel()
        .forEach(
            row ->
                System.arraycopy(
                    checked(adapter.apply(questions.row(row)), questions.dimension()),
                    0,
                    adapted,
                    row * questions.dimension(),
                    questions.dimension()));
    return new VectorTable(questions.dimension(), adapted);
  }

  private static float[] checked(float[] vector, int dimension) {
    if (vector.length != dimension) {
      throw new IllegalArgumentException(
          "the adapter gives " + vector.length + " dimensions, the nodes have " + dimension);
    }
    return vector;
  }
}
