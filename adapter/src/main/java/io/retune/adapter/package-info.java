/**
 * Adapters: maps on the query side of an embedding model, and their forward pass.
 *
 * <p>Start at {@link io.retune.adapter.Adapter}; an application starts at {@link
 * io.retune.adapter.follow.AdapterFollower}. Neighbours: {@code weights} reads and writes them.
 */
package io.retune.adapter;
