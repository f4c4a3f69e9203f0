/**
 * The routes: OpenAI's {@code /v1/embeddings} and {@code /v1/models}, with OpenAI's errors.
 *
 * <p>{@link io.retune.serving.openai.EmbeddingsResource} reads a request with {@code
 * EmbeddingsBody}, finds its model in {@code model}, has its texts embedded by {@code queue} and
 * answers. What goes wrong becomes a problem first, as in every service, and {@code OpenAiErrors}
 * turns problems into OpenAI's error objects.
 */
package io.retune.serving.openai;
