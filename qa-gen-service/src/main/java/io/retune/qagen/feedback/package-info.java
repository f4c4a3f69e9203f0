/**
 * What clicks and thumbs say about answers: records of User Behavior Insights are read, and what
 * was clicked more often than its ranks explain counts as an answer.
 *
 * <p>Start with {@link io.retune.qagen.feedback.ClickedAnswers}; {@link
 * io.retune.qagen.feedback.UbiReader} reads the records. Pure functions: nothing here knows Kafka.
 */
package io.retune.qagen.feedback;
