/**
 * Makes questions of a node's own text, without any network: sentences, sentences turned into
 * questions, key phrases and random runs of words.
 *
 * <p>Start with {@link io.retune.qagen.local.LocalQuestionGenerator}. {@link io.retune.qagen.ask}
 * calls it.
 */
package io.retune.qagen.local;
