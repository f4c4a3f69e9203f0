/**
 * The trainer service: two stages in one process.
 *
 * <ul>
 *   <li>{@link io.retune.trainer.embed}: {@code qa-pairs} to {@code embeddings};
 *   <li>{@link io.retune.trainer.train}: {@code embeddings} to {@code adapter-checkpoints}.
 * </ul>
 *
 * <p>They meet on the topic only: neither knows a class of the other. {@code TrainerBeans} puts
 * both together.
 */
package io.retune.trainer;
