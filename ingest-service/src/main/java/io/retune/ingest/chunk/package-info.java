/**
 * Cuts a parsed document into chunks of at most so many tokens, in such a way that an edit changes
 * only the chunks near it.
 *
 * <p>Start with {@link io.retune.ingest.chunk.Chunker}. It takes the sections of {@link
 * io.retune.ingest.parse} and is called by {@link io.retune.ingest.extract}; how many tokens a text
 * has is told by the tokenizer of the base model.
 */
package io.retune.ingest.chunk;
