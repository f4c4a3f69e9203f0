/**
 * Dead letters in a cluster: reading and dropping them, and another try for those that nothing has
 * replaced since. For the command and for services, whose clients are behind {@link
 * io.retune.schemas.deadletter.LetterCluster}.
 *
 * <p>Start at {@link io.retune.schemas.deadletter.Letters} and {@link
 * io.retune.schemas.deadletter.Replay}.
 */
package io.retune.schemas.deadletter;
