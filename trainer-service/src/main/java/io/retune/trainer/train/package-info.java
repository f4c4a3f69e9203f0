/**
 * The training stage: follows the examples of each collection and makes adapter versions of them.
 *
 * <p>Its packages read downward, and none knows one that stands above it:
 *
 * <pre>
 *   rest       what callers ask for
 *   stream     when a collection is trained, and what becomes of it
 *   recipe     how: the settings, and the recipe made of them       (knows neither examples nor fit)
 *   examples   on what: from records to a training set              (knows fit's training set only)
 *   fit        the computation: training set and recipe to adapter  (alone knows PyTorch)
 * </pre>
 *
 * <p>{@code stream} knows the three below it; {@code recipe} knows none of them, {@code examples}
 * only {@code fit}. Start at {@link io.retune.trainer.train.stream}.
 */
package io.retune.trainer.train;
