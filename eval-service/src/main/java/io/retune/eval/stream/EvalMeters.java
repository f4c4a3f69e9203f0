package io.retune.eval.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.retune.eval.evaluation.CheckpointEvaluator.Evaluated;
import io.retune.eval.evaluation.QuestionSetEvaluation;
import io.retune.eval.evaluation.RetrieverEvaluation;
import io.retune.eval.gate.Verdict;
import io.retune.eval.metrics.RetrievalMetrics;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.QuestionSetName;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The figures of the latest evaluation of each collection, for monitoring. Thread-safe. */
public final class EvalMeters {
  /** Zero where a set has none of them, so that a class that went away does not stay. */
  private static final Set<QuestionClass> SCORED =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(QuestionClass.UNLABELLED)));

  private final MeterRegistry registry;
  private final Map<String, AtomicReference<Double>> gauges = new ConcurrentHashMap<>();

  public EvalMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows the figures of one evaluation. */
  public void evaluated(String collection, Evaluated evaluated, Duration taken) {
    registry.timer("retune.eval.duration", "collection", collection).record(taken);
    registry
        .counter(
            "retune.eval.decisions",
            "collection",
            collection,
            "decision",
            evaluated.verdict().kind().name(),
            "evidence",
            evaluated.verdict().evidence().name())
        .increment();
    evaluated.results().forEach(result -> show(collection, result));
    evaluated.results().stream()
        .findFirst()
        .filter(result -> !result.questionSet().equals(QuestionSetName.SEEN.wireName()))
        .ifPresent(
            result ->
                set(
                    "retune.eval.regret",
                    Tags.of("collection", collection, "question_set", result.questionSet()),
                    regret(result, evaluated.verdict().release())));
    evaluated
        .liveScore()
        .ifPresent(
            score -> {
              set("retune.eval.live.mrr", liveTags(collection, "champion"), score.getChampionMrr());
              set("retune.eval.live.mrr", liveTags(collection, "base"), score.getBaseMrr());
              if (score.getFreshVersion() > 0) {
                set("retune.eval.live.mrr", liveTags(collection, "fresh"), score.getFreshMrr());
                set(
                    "retune.eval.live.regret",
                    Tags.of("collection", collection),
                    score.getFreshMrr() - score.getChampionMrr());
              }
            });
  }

  /** Shows how many checkpoints of a collection wait to be evaluated. */
  void watchWaiting(String collection, WaitingBoard board) {
    Gauge.builder("retune.eval.waiting.checkpoints", board, all -> all.count(collection))
        .description("Checkpoints that could not be evaluated yet and are tried again")
        .tag("collection", collection)
        .register(registry);
  }

  /** Shows which version is released; 0 is the base model. */
  public void released(String collection, long version) {
    set("retune.eval.released.version", Tags.of("collection", collection), version);
  }

  /**
   * What the version that was just trained has over what is served from here on, in MRR@10;
   * negative where it is worse.
   */
  private static double regret(QuestionSetEvaluation result, Verdict.Release release) {
    return switch (release) {
      case CANDIDATE -> 0;
      case BASE -> result.adapterOverBase().difference();
      case NOTHING -> result.adapterOverChampion().orElse(result.adapterOverBase()).difference();
    };
  }

  private void show(String collection, QuestionSetEvaluation result) {
    for (QuestionClass questionClass : SCORED) {
      set(
          "retune.eval.questions",
          Tags.of(
              "collection",
              collection,
              "question_set",
              result.questionSet(),
              "question_class",
              questionClass.wireName()),
          result.mix().count(questionClass));
    }
    for (String retriever : result.retrievers().keySet()) {
      Tags tags =
          Tags.of(
              "collection",
              collection,
              "question_set",
              result.questionSet(),
              "retriever",
              retriever);
      result
          .of(retriever, RetrieverEvaluation.DECIDING_CUT_OFF)
          .map(RetrievalMetrics::mrr)
          .ifPresent(mrr -> set("retune.eval.mrr", tags.and("k", "10"), mrr));
      result
          .of(retriever, 5)
          .map(RetrievalMetrics::hitRate)
          .ifPresent(rate -> set("retune.eval.hit.rate", tags.and("k", "5"), rate));
    }
  }

  private static Tags liveTags(String collection, String retriever) {
    return Tags.of("collection", collection, "retriever", retriever);
  }

  private void set(String name, Tags tags, double value) {
    gauges
        .computeIfAbsent(
            name + tags,
            unseen -> {
              AtomicReference<Double> current = new AtomicReference<>(value);
              registry.gauge(name, tags, current, AtomicReference::get);
              return current;
            })
        .set(value);
  }
}
