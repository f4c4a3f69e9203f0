/**
 * Drops questions that are of no use: empty, repeated, too general, in another language than their
 * node.
 *
 * <p>Start with {@link io.retune.qagen.filter.QuestionFilters}; each filter is a class of its own.
 * {@link io.retune.qagen.ask} calls it after all generators.
 */
package io.retune.qagen.filter;
