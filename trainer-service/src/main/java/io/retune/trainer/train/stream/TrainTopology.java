package io.retune.trainer.train.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.retune.chassis.Service;
import io.retune.chassis.kafka.VersionLog;
import io.retune.chassis.streams.DeadLetterRecords;
import io.retune.chassis.streams.LongWork;
import io.retune.chassis.streams.RecordCheckProcessor;
import io.retune.chassis.streams.StateJson;
import io.retune.chassis.streams.TopicStreamPartitioner;
import io.retune.chassis.trace.StageTraces;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.trainer.train.examples.ExampleEntry;
import io.retune.trainer.train.recipe.TrainConfig;
import io.retune.trainer.train.upstream.Upstream;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * Examples, reports and requests in, checkpoints out. All inputs are partitioned by collection, so
 * one task sees all of a collection.
 *
 * <p>The store of examples is the embeddings topic itself, restored from there (KIP-813): no
 * changelog holds the vectors again.
 *
 * @param versions what was made before, for collections whose state was lost
 * @param upstream what is on its way to this stage
 * @param worker runs what takes long
 * @param board where callers see how collections stand
 */
public record TrainTopology(
    TopicNames names,
    Service service,
    TrainConfig config,
    CollectionTraining training,
    VersionLog versions,
    Upstream upstream,
    LongWork worker,
    TrainingBoard board,
    MeterRegistry meters,
    StageTraces traces) {

  /** The store of the records of {@code embeddings}, as they came, by their keys. */
  public static final String EXAMPLES = "examples";

  static final String COLLECTIONS = "collections";
  static final String REQUESTS = "waiting-requests";
  static final String TRAIN = "train";
  static final String CHECKPOINTS = "checkpoints";
  static final String EXAMPLES_DEAD_LETTERS = "examples-dead-letters";
  static final String REPORTS_DEAD_LETTERS = "reports-dead-letters";
  static final String REQUESTS_DEAD_LETTERS = "requests-dead-letters";

  private static final String EMBEDDINGS_SOURCE = "embeddings-source";
  private static final String KEEP_EXAMPLES = "keep-examples";
  private static final String CHECK_EXAMPLES = "check-examples";
  private static final String REPORTS_SOURCE = "reports-source";
  private static final String READ_REPORTS = "read-reports";
  private static final String REQUESTS_SOURCE = "requests-source";
  private static final String READ_REQUESTS = "read-requests";

  /** The topology. Calling this has no other effect. */
  public Topology build() {
    TrainMeters trainMeters = new TrainMeters(meters, board);
    TrainTraces trainTraces = new TrainTraces(traces);
    Topology topology = new Topology();
    topology.addReadOnlyStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(EXAMPLES), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled(),
        EMBEDDINGS_SOURCE,
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        names.of(Topics.EMBEDDINGS),
        KEEP_EXAMPLES,
        () -> new ExamplesProcessor(trainTraces));
    topology.addProcessor(
        CHECK_EXAMPLES,
        () ->
            new RecordCheckProcessor(
                deadLetters(Topics.EMBEDDINGS),
                (key, value) -> ExampleEntry.parse(key.id(), value)),
        EMBEDDINGS_SOURCE);
    topology.addSource(
        REPORTS_SOURCE,
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        names.of(Topics.EVALUATION_REPORTS));
    topology.addProcessor(
        READ_REPORTS,
        () -> new ReportsProcessor(deadLetters(Topics.EVALUATION_REPORTS)),
        REPORTS_SOURCE);
    topology.addSource(
        REQUESTS_SOURCE,
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        names.of(Topics.REQUESTS));
    topology.addProcessor(
        READ_REQUESTS, () -> new RequestsProcessor(deadLetters(Topics.REQUESTS)), REQUESTS_SOURCE);
    topology.addProcessor(
        TRAIN,
        () ->
            new TrainProcessor(
                config,
                training,
                versions,
                upstream,
                worker,
                new VersionMessages(service, trainMeters),
                new RefusedRequests(names, deadLetters(Topics.REQUESTS)),
                board,
                trainMeters,
                trainTraces),
        READ_REPORTS,
        READ_REQUESTS);
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(COLLECTIONS),
            Serdes.String(),
            StateJson.serde(TrainingState.class)),
        KEEP_EXAMPLES,
        TRAIN);
    topology.addStateStore(
        Stores.timestampedKeyValueStoreBuilder(
                Stores.persistentTimestampedKeyValueStore(REQUESTS),
                Serdes.String(),
                Serdes.ByteArray())
            .withLoggingEnabled(
                Map.of(
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(Topics.REQUESTS.maxMessageBytes()))),
        TRAIN);
    topology.connectProcessorAndStateStores(TRAIN, EXAMPLES);
    topology.addSink(
        CHECKPOINTS,
        names.of(Topics.ADAPTER_CHECKPOINTS),
        new StringSerializer(),
        new ByteArraySerializer(),
        new TopicStreamPartitioner<byte[]>(Topics.ADAPTER_CHECKPOINTS),
        TRAIN);
    deadLetters(Topics.EMBEDDINGS).addSink(topology, EXAMPLES_DEAD_LETTERS, names, CHECK_EXAMPLES);
    deadLetters(Topics.EVALUATION_REPORTS)
        .addSink(topology, REPORTS_DEAD_LETTERS, names, READ_REPORTS);
    deadLetters(Topics.REQUESTS)
        .addSink(topology, REQUESTS_DEAD_LETTERS, names, READ_REQUESTS, TRAIN);
    return topology;
  }

  private DeadLetterRecords deadLetters(Topic<?> source) {
    return new DeadLetterRecords(service.name(), source, meters);
  }
}
