/**
 * {@code retune forget}: a document goes, with all that was made of it.
 *
 * <p>Start at {@link io.retune.cli.forget.Forgetting}. Neighbours: {@code cluster}.
 */
package io.retune.cli.forget;
