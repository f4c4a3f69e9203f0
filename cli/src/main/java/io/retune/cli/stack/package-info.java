/**
 * The local stack: a broker and the services as processes that are started, watched and stopped.
 *
 * <p>Start at {@link io.retune.cli.stack.LocalStack}. Neighbours: {@code command} and {@code demo}
 * run it; the broker is {@link io.retune.broker}.
 */
package io.retune.cli.stack;
