package io.retune.eval.evaluation;

import io.retune.eval.gate.Champion;
import io.retune.eval.release.KnownAdapter;
import io.retune.eval.release.Predecessors;
import io.retune.schemas.v1.LiveScore;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Questions of nodes that arrived before any version had seen them, and who is asked: the base
 * model, what is served, and the version made last before they arrived.
 *
 * @param served empty where that is the base model
 * @param fresh empty where there is none that can be compared
 */
record LiveQuestions(
    QuestionSet questions, Optional<KnownAdapter> served, Optional<KnownAdapter> fresh) {
  LiveQuestions {
    Objects.requireNonNull(questions, "questions");
    Objects.requireNonNull(served, "served");
    Objects.requireNonNull(fresh, "fresh");
  }

  /**
   * @param predecessors of the candidate's base model
   * @return empty where there is no version to score, or what is served cannot be compared
   */
  static Optional<LiveQuestions> of(
      QuestionSet questions, Champion champion, Predecessors predecessors) {
    boolean unknown = !champion.isBase() && predecessors.served().isEmpty();
    boolean nobody = predecessors.served().isEmpty() && predecessors.fresh().isEmpty();
    return unknown || nobody
        ? Optional.empty()
        : Optional.of(new LiveQuestions(questions, predecessors.served(), predecessors.fresh()));
  }

  void ask(CorpusSearch search) {
    search.ask(questions, CorpusSearch.BASE_MODEL);
    Stream.of(served, fresh)
        .flatMap(Optional::stream)
        .map(KnownAdapter::adapter)
        .distinct()
        .forEach(adapter -> search.ask(questions, adapter));
  }

  /** Of a search that was asked and has read the corpus. */
  LiveScore score(CorpusSearch search) {
    double base = meanReciprocalRank(search, CorpusSearch.BASE_MODEL);
    LiveScore.Builder score =
        LiveScore.newBuilder()
            .setQuestions(questions.questions())
            .setBaseMrr(base)
            .setChampionVersion(served.map(KnownAdapter::version).orElse(0L))
            .setChampionMrr(
                served.map(adapter -> meanReciprocalRank(search, adapter.adapter())).orElse(base));
    fresh.ifPresent(
        adapter ->
            score
                .setFreshVersion(adapter.version())
                .setFreshMrr(meanReciprocalRank(search, adapter.adapter())));
    return score.build();
  }

  private double meanReciprocalRank(CorpusSearch search, UnaryOperator<float[]> adapter) {
    return RetrieverEvaluation.meanReciprocalRank(search.nearest(questions, adapter), questions);
  }
}
