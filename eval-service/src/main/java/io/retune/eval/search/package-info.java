/**
 * Searching a collection for a question, by what each version of its adapter makes of it, side by
 * side.
 *
 * <p>Entry: {@link io.retune.eval.search.SearchResource}. The question's vectors are asked of the
 * serving service by {@link io.retune.eval.search.QuestionVectors}, so that a version retrieves
 * here what it retrieves for an application; the nodes are this instance's, by {@code stream}, or
 * it asks the instance that has them.
 */
package io.retune.eval.search;
