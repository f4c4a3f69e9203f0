/**
 * Asks the questions of one node: which generators are asked, what they give, and what stays of it.
 *
 * <p>Start with {@link io.retune.qagen.ask.QuestionAsker}. It calls {@link io.retune.qagen.local},
 * {@link io.retune.qagen.llm} and {@link io.retune.qagen.filter}, and is called by {@link
 * io.retune.qagen.stage}.
 */
package io.retune.qagen.ask;
