/**
 * How the loop stands: how far each stage is, what it put aside, and what it waits for.
 *
 * <p>Entry: {@link io.retune.eval.loop.LoopResource}, which answers from {@link
 * io.retune.eval.loop.LoopWatch}. That looks at the cluster only while somebody wants to know, by
 * {@link io.retune.eval.loop.LoopReader}, and asks the other services by {@link
 * io.retune.eval.loop.StageServices}. {@link io.retune.eval.loop.LoopMeters} shows the same to
 * monitoring.
 */
package io.retune.eval.loop;
