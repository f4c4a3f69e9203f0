/**
 * Embeddings through the released adapters, for any client of OpenAI's API: queries adapted,
 * documents as the base model gives them.
 *
 * <p>A request comes in at {@code openai}, {@code model} says what its model's name stands for,
 * {@code release} knows what is released and holds the weights, and {@code queue} has the base
 * model embed the texts, a share of a request at a time.
 */
package io.retune.serving;
