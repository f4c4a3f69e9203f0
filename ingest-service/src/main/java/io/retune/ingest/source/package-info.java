/**
 * Writes documents to their topic, whichever way they come in.
 *
 * <p>Start with {@link io.retune.ingest.source.DocumentPublisher}. {@link io.retune.ingest.rest}
 * and {@link io.retune.ingest.source.folder} call it; {@link io.retune.ingest.stream} reads what it
 * writes.
 */
package io.retune.ingest.source;
