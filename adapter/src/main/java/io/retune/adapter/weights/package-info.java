/**
 * Adapters as bytes: the weights of a checkpoint and their hash.
 *
 * <p>Start at {@link io.retune.adapter.weights.AdapterWeights}. Neighbours: {@code safetensors} is
 * the format; {@code follow} and {@code llamaindex} use it.
 */
package io.retune.adapter.weights;
