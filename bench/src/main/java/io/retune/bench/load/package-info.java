/**
 * What a load of one collection costs, and what the others notice of it, through the packaged
 * services.
 *
 * <p>Start at {@link io.retune.bench.load.LoadBench}.
 */
package io.retune.bench.load;
