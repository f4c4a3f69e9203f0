/**
 * The routes of the training stage: how collections stand, and what callers may ask of them.
 * Nothing is done here: requests wait in {@link io.retune.trainer.train.stream.TrainRequests} for
 * the thread that owns the collection. Knows {@code stream} only.
 */
package io.retune.trainer.train.rest;
