/**
 * Retrievers over a corpus in memory: exact search by dot product, BM25, and the fusion of two
 * rankings.
 *
 * <p>Entry: {@link io.retune.eval.ranking.ExactRanker} and {@link
 * io.retune.eval.ranking.KeywordRanker}. Knows no other package; used by {@code evaluation}.
 */
package io.retune.eval.ranking;
