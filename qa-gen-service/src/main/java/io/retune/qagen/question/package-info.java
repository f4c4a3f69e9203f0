/**
 * What generators and filters pass to each other: the text of a node, and questions asked of it.
 *
 * <p>Start with {@link io.retune.qagen.question.NodeText} and {@link
 * io.retune.qagen.question.AskedQuestion}.
 */
package io.retune.qagen.question;
