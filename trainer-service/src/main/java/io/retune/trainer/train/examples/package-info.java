/**
 * What is trained on: from records of {@code embeddings} to the training set of a fit.
 *
 * <p>A record is an {@link io.retune.trainer.train.examples.ExampleEntry}, those of a collection
 * are an {@link io.retune.trainer.train.examples.ExampleSet}, and the part of it that a training
 * sees is a {@link io.retune.trainer.train.examples.TrainingSelection}, with the hash that stands
 * for it. No computation happens here. Used by {@code stream}; hands {@code fit} its training set.
 */
package io.retune.trainer.train.examples;
