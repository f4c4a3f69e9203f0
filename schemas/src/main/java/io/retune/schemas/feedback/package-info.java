/**
 * What applications tell of searches: queries and events of OpenSearch's User Behavior Insights
 * 1.3.0, as JSON on the topic {@code feedback}.
 *
 * <p>Start with {@link io.retune.schemas.feedback.FeedbackRecord}. Needs Jackson, which is optional
 * here: whoever writes feedback declares it.
 */
package io.retune.schemas.feedback;
