/**
 * The dashboard: a page for people, whose files lie in the resources under {@code
 * META-INF/resources}, and the stream that tells it when to ask again.
 *
 * <p>Entry: {@link io.retune.eval.dashboard.ChangesResource}. The page itself asks the routes that
 * everybody may ask: those of {@code rest}, {@code loop} and {@code deadletter}.
 */
package io.retune.eval.dashboard;
