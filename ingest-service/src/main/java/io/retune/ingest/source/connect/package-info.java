/**
 * Makes documents of the records of other systems, as Kafka Connect and Debezium write them.
 *
 * <p>Start with {@link io.retune.ingest.source.connect.RecordsTopology}, which is a part of the
 * stage's stream: a record becomes a document exactly once. {@link
 * io.retune.ingest.source.connect.RecordReader} reads one, {@link
 * io.retune.ingest.source.connect.RowChange} finds the row in it, and {@link
 * io.retune.ingest.source.connect.RowMapping} says which field is what.
 */
package io.retune.ingest.source.connect;
