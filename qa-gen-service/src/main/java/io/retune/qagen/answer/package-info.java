/**
 * Answers of a language model that are paid for and not yet written as questions.
 *
 * <p>Start with {@link io.retune.qagen.answer.AnswerLog}, which keeps them in their topic and gives
 * them back after a crash. {@link io.retune.qagen.ask} opens it for a node, and {@link
 * io.retune.qagen.llm} asks it before it calls a model.
 */
package io.retune.qagen.answer;
