/**
 * Has a language model write questions: any server that speaks OpenAI's chat API, with retries, a
 * limit of calls a minute and the cost counted.
 *
 * <p>Start with {@link io.retune.qagen.llm.LlmQuestionGenerator}; {@link
 * io.retune.qagen.llm.LlmGeneratorFactory} makes it out of the settings. {@link
 * io.retune.qagen.ask} calls it.
 */
package io.retune.qagen.llm;
