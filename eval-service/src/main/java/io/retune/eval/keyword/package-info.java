/**
 * Keyword search over a collection's nodes: BM25 from a Lucene index on disk, which is brought up
 * to date with what changed since it was last used.
 *
 * <p>Entry: {@link io.retune.eval.keyword.KeywordIndexes}. Knows {@code ranking} only; used by
 * {@code evaluation}, {@code stream} and {@code search}.
 */
package io.retune.eval.keyword;
