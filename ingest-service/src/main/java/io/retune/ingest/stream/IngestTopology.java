package io.retune.ingest.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.retune.chassis.Service;
import io.retune.chassis.streams.DeadLetterRecords;
import io.retune.chassis.streams.TopicStreamPartitioner;
import io.retune.chassis.trace.StageTraces;
import io.retune.ingest.node.DocumentNodes;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** {@code documents} to {@code nodes}, through one processor that remembers what it sent. */
public final class IngestTopology {
  static final String DOCUMENTS_STORE = "documents";
  static final String NODES_SINK = "nodes";
  static final String DEAD_LETTERS_SINK = "dead-letters";
  private static final String SOURCE = "source";
  private static final String PROCESSOR = "ingest";

  private IngestTopology() {}

  /** Builds it; nothing is started. */
  public static Topology build(
      TopicNames names,
      Service service,
      DocumentNodes documentNodes,
      MeterRegistry meters,
      StageTraces traces) {
    Serde<String> keys = Serdes.String();
    Serde<byte[]> values = Serdes.ByteArray();
    DeadLetterRecords deadLetters = new DeadLetterRecords(service.name(), Topics.DOCUMENTS, meters);
    IngestMeters ingestMeters = new IngestMeters(meters);
    Topology topology =
        new Topology()
            .addSource(
                SOURCE, keys.deserializer(), values.deserializer(), names.of(Topics.DOCUMENTS))
            .addProcessor(
                PROCESSOR,
                () ->
                    new IngestProcessor(
                        documentNodes,
                        deadLetters,
                        ingestMeters,
                        service.event(Topics.NODES),
                        traces),
                SOURCE)
            .addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(DOCUMENTS_STORE),
                        keys,
                        DocumentState.serde())
                    .withLoggingEnabled(
                        Map.of(
                            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                            Integer.toString(OutputLimits.MAX_STATE_BYTES))),
                PROCESSOR)
            .addSink(
                NODES_SINK,
                names.of(Topics.NODES),
                keys.serializer(),
                values.serializer(),
                new TopicStreamPartitioner<>(Topics.NODES),
                PROCESSOR);
    return deadLetters.addSink(topology, DEAD_LETTERS_SINK, names, PROCESSOR);
  }
}
