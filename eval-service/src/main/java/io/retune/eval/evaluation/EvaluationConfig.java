package io.retune.eval.evaluation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What is evaluated, and over which nodes. */
@ConfigMapping(prefix = "retune.eval")
public interface EvaluationConfig {
  /** Which nodes are searched: {@code all} of the collection, or {@code validation} nodes only. */
  @WithDefault("all")
  @NotNull
  CorpusScope corpus();

  /** What is different for a collection. */
  Map<String, @Valid ForCollection> collections();

  /**
   * How many questions of a set are evaluated; of more, a sample is taken, always the same one of
   * the same questions.
   */
  @WithDefault("2000")
  @Min(100)
  @Max(100000)
  int maxQuestions();

  /**
   * The folder of the keyword indexes, one a collection. They are made of the state and may be
   * deleted while the service is stopped; the next evaluation of a collection makes its index anew.
   */
  @WithDefault("${retune.state-dir:.retune/state}/eval-keywords")
  @NotNull
  Path keywordIndex();

  /** How the weight of keyword search is chosen, for searching with both. */
  @Valid
  FusionConfig fusion();

  /**
   * Released adapters that are kept in memory, so that they need not be read again. One with a
   * question memory of 20,000 questions of 384 dimensions takes 16 to 24 MB.
   */
  @WithDefault("4")
  @Min(2)
  @Max(1000)
  int cachedAdapters();

  /**
   * How often a checkpoint is tried again that could not be evaluated, as while the cluster did not
   * answer.
   */
  @WithDefault("30s")
  @NotNull
  Duration retryInterval();

  /**
   * Share of the nodes that must be embedded with a version's base model before it is evaluated: a
   * collection that gets another base model is embedded again node by node.
   */
  @WithDefault("0.95")
  @DecimalMin("0")
  @DecimalMax("1")
  double minEmbeddedShare();

  /** A version is evaluated below that share if it has not grown for this long. */
  @WithDefault("5m")
  @NotNull
  Duration embeddingStall();

  /** The nodes that are searched in a collection. */
  default CorpusScope corpusOf(String collection) {
    ForCollection own = collections().get(collection);
    return own == null ? corpus() : own.corpus();
  }

  /** Settings of one collection. */
  interface ForCollection {
    /** Which nodes are searched in this collection. */
    @NotNull
    CorpusScope corpus();
  }
}
