package io.retune.ingest.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What the stream did, by collection. Thread-safe. */
final class IngestMeters {
  private static final String COLLECTION = "collection";
  private static final String NONE = "none";

  private final MeterRegistry meters;

  IngestMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  void received(String collection) {
    count("retune.ingest.documents", collection, 1);
  }

  void skipped(String collection) {
    count("retune.ingest.documents.unchanged", collection, 1);
  }

  void deleted(String collection) {
    count("retune.ingest.documents.deleted", collection, 1);
  }

  void failed() {
    count("retune.ingest.documents.failed", NONE, 1);
  }

  void failed(String collection) {
    count("retune.ingest.documents.failed", collection, 1);
  }

  void parsed(String collection) {
    count("retune.ingest.documents.parsed", collection, 1);
  }

  void emitted(String collection, int nodes) {
    count("retune.ingest.nodes.emitted", collection, nodes);
  }

  void kept(String collection, int nodes) {
    count("retune.ingest.nodes.kept", collection, nodes);
  }

  void tombstoned(String collection, int nodes) {
    count("retune.ingest.nodes.tombstoned", collection, nodes);
  }

  /** Parsing and cutting of one document, whether it succeeds or not. */
  Timer parsing(String collection) {
    return meters.timer("retune.ingest.parse", COLLECTION, collection);
  }

  private void count(String name, String collection, int amount) {
    meters.counter(name, COLLECTION, collection).increment(amount);
  }
}
