/**
 * What figures prove: a paired comparison clustered by node, and one error rate for any number of
 * tests.
 *
 * <p>Entry: {@link io.retune.eval.statistics.PairedComparison}. Knows no other package; used by
 * {@code evaluation}, {@code gate} and {@code report}.
 */
package io.retune.eval.statistics;
