/**
 * Makes the nodes of a document out of its chunks: their ids, which side of an evaluation they are
 * on, and the questions that people asked of them. All of it is a pure function of the document and
 * the settings.
 *
 * <p>Start with {@link io.retune.ingest.node.DocumentNodes}. It asks {@link
 * io.retune.ingest.extract} for the chunks and is called by {@link io.retune.ingest.stream}, which
 * sends on what changed.
 */
package io.retune.ingest.node;
