/**
 * {@code retune dead-letters}: the records that services put aside, and another try for those that
 * nothing has replaced since.
 *
 * <p>Start at {@link io.retune.cli.deadletter.DeadLetterBox} and {@link
 * io.retune.cli.deadletter.Replay}. Neighbours: {@code cluster}.
 */
package io.retune.cli.deadletter;
