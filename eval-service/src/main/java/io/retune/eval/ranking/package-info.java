/**
 * Rankings of a corpus: exact search by dot product, a block of rows at a time, and the fusion of
 * two rankings.
 *
 * <p>Entry: {@link io.retune.eval.ranking.ExactRanker}. Knows no other package; used by {@code
 * evaluation} and {@code keyword}.
 */
package io.retune.eval.ranking;
