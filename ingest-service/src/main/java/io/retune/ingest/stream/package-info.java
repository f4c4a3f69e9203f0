/**
 * The Kafka Streams topology from {@code documents} to {@code nodes}, and what it remembers of each
 * document.
 *
 * <p>Start with {@link io.retune.ingest.stream.IngestTopology}, then {@link
 * io.retune.ingest.stream.IngestProcessor}. Nodes are made by {@link io.retune.ingest.node}.
 */
package io.retune.ingest.stream;
