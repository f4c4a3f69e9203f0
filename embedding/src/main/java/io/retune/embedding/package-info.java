/**
 * Base embedding models behind one interface: text in, vectors of unit length out, with a
 * fingerprint of all that decides them.
 *
 * <p>Start with {@link io.retune.embedding.BaseEmbeddingModel}. {@link
 * io.retune.embedding.OnnxEmbeddingModel} runs in this process, {@link
 * io.retune.embedding.OpenAiCompatibleModel} asks a server. The stage {@code embed} embeds with it,
 * the stage {@code ingest} counts tokens with {@link io.retune.embedding.TextTokenizer}. Nothing
 * here knows Kafka, Quarkus or any other module.
 */
package io.retune.embedding;
