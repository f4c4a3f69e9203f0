/**
 * What ingest gets through in a second.
 *
 * <p>Start at {@link io.retune.bench.ingest.IngestBench}.
 */
package io.retune.bench.ingest;
