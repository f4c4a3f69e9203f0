/**
 * The base model of a service: its settings ({@link io.retune.basemodel.EmbeddingConfig}), and
 * {@link io.retune.basemodel.LoadedBaseModel}, which opens it at the start. The trainer and whoever
 * serves queries must have the same one, so what decides a vector stands here once. A service
 * injects {@link io.retune.embedding.BaseEmbeddingModel}.
 */
package io.retune.basemodel;
