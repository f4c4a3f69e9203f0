/**
 * How far a collection has come through the stages.
 *
 * <p>Start at {@link io.retune.cli.flow.FlowState}; {@link io.retune.cli.flow.FlowWatch} reads the
 * topics into a {@link io.retune.cli.flow.FlowLedger}. Neighbours: {@code cluster} for lags, {@code
 * service} for what the trainer says; {@code demo} waits by it.
 */
package io.retune.cli.flow;
