/**
 * Statistics that more than one service needs, so that the trainer, which chooses a blend, and the
 * evaluation, which chooses a version, measure doubt in the same way. Knows nothing else of ours.
 * Start at {@link io.retune.chassis.statistics.ClusteredMean}.
 */
package io.retune.chassis.statistics;
