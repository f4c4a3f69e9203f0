/**
 * The stage {@code ingest}: documents to nodes.
 *
 * <p>A document comes in by HTTP ({@link io.retune.ingest.rest}), from a watched folder ({@link
 * io.retune.ingest.source.folder}), from feeds of web pages ({@link io.retune.ingest.source.web}),
 * from records of other systems ({@link io.retune.ingest.source.connect}) or from any other writer
 * of the topic {@code documents}. The stream ({@link io.retune.ingest.stream}) takes it from there:
 * another process reads its text ({@link io.retune.ingest.extract}, {@link io.retune.ingest.parse})
 * and cuts it ({@link io.retune.ingest.chunk}), the chunks become nodes ({@link
 * io.retune.ingest.node}), and what changed of them goes to the topic {@code nodes}, which the
 * stage {@code qa-gen} reads.
 *
 * <p>{@link io.retune.ingest.IngestBeans} puts it together; start there.
 */
package io.retune.ingest;
