/**
 * Writes documents to their topic, whichever way they come in.
 *
 * <p>Start with {@link io.retune.ingest.source.DocumentPublisher}. {@link io.retune.ingest.rest},
 * {@link io.retune.ingest.source.folder} and {@link io.retune.ingest.source.web} call it; {@link
 * io.retune.ingest.source.connect} writes within the stream's transactions instead; {@link
 * io.retune.ingest.stream} reads what it writes.
 */
package io.retune.ingest.source;
