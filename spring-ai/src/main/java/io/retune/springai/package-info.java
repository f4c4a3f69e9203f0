/**
 * The released adapter in applications that use Spring AI: {@link
 * io.retune.springai.AdaptedEmbeddingModel} around the model that they have.
 */
package io.retune.springai;
