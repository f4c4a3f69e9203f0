/**
 * What the stages put aside, to be looked at. Trying again and dropping is the command's.
 *
 * <p>Entry: {@link io.retune.eval.deadletter.DeadLettersResource}, which answers from {@link
 * io.retune.eval.deadletter.LatestLetters}.
 */
package io.retune.eval.deadletter;
