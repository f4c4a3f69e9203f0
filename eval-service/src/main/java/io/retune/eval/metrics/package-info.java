/**
 * The figures of a ranking: hit rate, MRR, precision, recall, average precision and NDCG, by
 * LlamaIndex's formulas.
 *
 * <p>Entry: {@link io.retune.eval.metrics.RetrievalMetrics}. Reads the rankings of {@code ranking};
 * used by {@code evaluation}.
 */
package io.retune.eval.metrics;
