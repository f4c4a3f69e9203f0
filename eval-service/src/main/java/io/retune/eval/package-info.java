/**
 * The eval stage: evaluates each adapter version over its collection and decides what is released.
 *
 * <p>Entry: {@link io.retune.eval.EvalBeans}, which says what the service is made of. A checkpoint
 * comes in by {@code stream}, is evaluated by {@code evaluation}, judged by {@code gate}, and what
 * comes of it is written by {@code release} and {@code report}; {@code rest} answers what came of
 * it.
 */
package io.retune.eval;
