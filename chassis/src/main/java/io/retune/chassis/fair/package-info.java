/**
 * Stages in which collections take turns, so that none waits behind another's load.
 *
 * <p>Start at {@link io.retune.chassis.fair.FairChannel}. It notes what a channel reads in a {@code
 * Backlog}, lane by lane, and has it worked on in turns; what no longer is in memory is read again
 * by its offset. Outputs and offsets are written by {@link io.retune.chassis.batch}; what is done
 * above the lowest open offset is in the offset's metadata, as {@link
 * io.retune.schemas.lag.DoneOffsets}.
 */
package io.retune.chassis.fair;
