package io.retune.ingest.source.connect;

import io.micrometer.core.instrument.MeterRegistry;
import io.retune.chassis.Service;
import io.retune.chassis.access.AdmittedCollections;
import io.retune.chassis.streams.DeadLetterRecords;
import io.retune.chassis.streams.TopicStreamPartitioner;
import io.retune.chassis.trace.StageTraces;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/** {@code records} to {@code documents}, beside the rest of the stage's stream. */
public final class RecordsTopology {
  static final String DOCUMENTS_SINK = "documents-of-records";
  static final String DEAD_LETTERS_SINK = "dead-letters-of-records";
  private static final String SOURCE = "records-source";
  private static final String PROCESSOR = "records";

  private RecordsTopology() {}

  /**
   * Adds it; nothing is started.
   *
   * @return the same topology
   * @throws IllegalArgumentException if the settings make no mapping; says why
   */
  public static Topology addTo(
      Topology topology,
      RecordsConfig config,
      TopicNames names,
      Service service,
      AdmittedCollections collections,
      RecordsMeters recordsMeters,
      MeterRegistry meters,
      StageTraces traces) {
    Serde<String> keys = Serdes.String();
    Serde<byte[]> values = Serdes.ByteArray();
    RecordReader reader = new RecordReader(RowMapping.of(config));
    DeadLetterRecords deadLetters = new DeadLetterRecords(service.name(), Topics.RECORDS, meters);
    topology
        .addSource(SOURCE, keys.deserializer(), values.deserializer(), names.of(Topics.RECORDS))
        .addProcessor(
            PROCESSOR,
            () ->
                new RecordsProcessor(
                    reader,
                    collections,
                    deadLetters,
                    recordsMeters,
                    service.event(Topics.DOCUMENTS),
                    traces),
            SOURCE)
        .addSink(
            DOCUMENTS_SINK,
            names.of(Topics.DOCUMENTS),
            keys.serializer(),
            values.serializer(),
            new TopicStreamPartitioner<>(Topics.DOCUMENTS),
            PROCESSOR);
    return deadLetters.addSink(topology, DEAD_LETTERS_SINK, names, PROCESSOR);
  }
}
