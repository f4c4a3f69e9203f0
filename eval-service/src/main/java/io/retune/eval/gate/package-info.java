/**
 * Decides by figures what is released, and remembers for each collection what that decision needs.
 *
 * <p>Entry: {@link io.retune.eval.gate.Gate}, and {@link io.retune.eval.gate.RefitGate} for
 * versions that have seen all questions. The state is {@link io.retune.eval.gate.GateState}. Pure
 * functions: {@code evaluation} hands in the figures, {@code statistics} says what they prove.
 */
package io.retune.eval.gate;
