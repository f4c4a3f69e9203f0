/**
 * {@code retune dead-letters}: the records that services put aside, as the command reads them.
 *
 * <p>Start at {@link io.retune.cli.deadletter.DeadLetterBox}. Another try for those that nothing
 * has replaced since is {@code io.retune.schemas.deadletter}'s, as the dashboard has it, too.
 * Neighbours: {@code cluster}.
 */
package io.retune.cli.deadletter;
