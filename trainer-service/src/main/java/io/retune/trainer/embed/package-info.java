/**
 * The embedding stage: gives every node and question of {@code qa-pairs} its vector and sends the
 * record on to {@code embeddings}. Texts go in, texts and vectors come out; nothing is remembered.
 *
 * <p>Start at {@code EmbedStage}, the channel, in which collections take turns ({@code
 * io.retune.chassis.fair}). It hands a batch to {@code BatchEmbedder}, which reads the records
 * ({@code QaPairsReader}), takes over vectors that came along ({@code GivenVectors}), has the
 * others embedded, and says what became of each record ({@code Outcome}). {@code
 * EmbeddingResource}, {@code EmbedMeters} and {@code BaseModelCheck} show how the stage stands.
 *
 * <p>Neighbours: {@code io.retune.basemodel} opens the base model at the start, {@code
 * io.retune.embedding} holds the models; {@code io.retune.trainer.train} reads what is written
 * here, from the topic.
 */
package io.retune.trainer.embed;
