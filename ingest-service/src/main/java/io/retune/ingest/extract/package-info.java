/**
 * Parses and cuts documents in a process of its own, so that a document that never ends or takes
 * all memory costs only itself.
 *
 * <p>Start with {@link io.retune.ingest.extract.DocumentExtractor}; {@link
 * io.retune.ingest.extract.ForkedExtractor} is the one that the service uses, {@link
 * io.retune.ingest.extract.ExtractorProcess} is the other end. That process calls {@link
 * io.retune.ingest.parse} and {@link io.retune.ingest.chunk}; {@link io.retune.ingest.node} makes
 * nodes of what it answers.
 */
package io.retune.ingest.extract;
