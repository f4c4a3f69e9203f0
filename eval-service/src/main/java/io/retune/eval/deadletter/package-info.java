/**
 * The records that stages put aside, as the dashboard shows them, and another try for them.
 *
 * <p>Entry: {@link io.retune.eval.deadletter.DeadLettersResource}. Reads the last ones by {@link
 * io.retune.eval.deadletter.LatestLetters}; the work on them is {@code
 * io.retune.schemas.deadletter}'s.
 */
package io.retune.eval.deadletter;
