/**
 * Arrays of numbers with a shape, as files of weights hold them.
 *
 * <p>Start at {@link io.retune.adapter.tensor.Tensor}. It uses none of the packages beside it.
 */
package io.retune.adapter.tensor;
