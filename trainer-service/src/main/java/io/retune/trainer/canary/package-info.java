/**
 * Watches whether the base model still answers as it did: fixed texts are embedded from time to
 * time and compared with what they were at first. A server may exchange the model behind a name,
 * and then old vectors and new ones do not fit each other.
 *
 * <p>Start at {@link io.retune.trainer.canary.CanaryWatch}. What it finds goes to the topic {@code
 * base-models}; eval releases nothing of a base model that has changed.
 */
package io.retune.trainer.canary;
