/**
 * The stream from {@code feedback} to {@code feedback-questions}: keeps searches with what users
 * did, a collection in one place, and looks from time to time what they show.
 *
 * <p>Start with {@link io.retune.qagen.feedback.stream.FeedbackTopology}. What counts as an answer
 * is decided by {@link io.retune.qagen.feedback}; {@link io.retune.qagen.stage} reads what is
 * found.
 */
package io.retune.qagen.feedback.stream;
