/**
 * The directory in which LlamaIndex keeps an adapter.
 *
 * <p>Start at {@link io.retune.adapter.llamaindex.LlamaIndexDirectory}. Neighbours: {@code torch}
 * for the file of weights, {@code weights} for the adapter in it.
 */
package io.retune.adapter.llamaindex;
