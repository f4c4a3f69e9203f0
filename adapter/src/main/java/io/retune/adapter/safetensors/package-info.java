/**
 * The safetensors format: named tensors in one file.
 *
 * <p>Start at {@link io.retune.adapter.safetensors.SafetensorsReader} and {@link
 * io.retune.adapter.safetensors.SafetensorsWriter}. Neighbours: {@code tensor}; {@code weights}
 * stands on it.
 */
package io.retune.adapter.safetensors;
