/**
 * PyTorch's files of weights, read and written without PyTorch, and without running what a pickle
 * asks for.
 *
 * <p>Start at {@link io.retune.adapter.torch.StateDictReader} and {@link
 * io.retune.adapter.torch.StateDictWriter}. Neighbours: {@code tensor}; {@code llamaindex} stands
 * on it.
 */
package io.retune.adapter.torch;
