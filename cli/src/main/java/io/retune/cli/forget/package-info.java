/**
 * {@code retune forget}: a document goes, with all that was made of it.
 *
 * <p>Start at {@link io.retune.cli.forget.Forgetting}. Neighbours: {@code cluster} and {@code
 * deadletter}.
 */
package io.retune.cli.forget;
