package io.retune.eval.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.retune.chassis.Service;
import io.retune.chassis.kafka.BaseModelLog;
import io.retune.chassis.kafka.CheckpointLog;
import io.retune.chassis.streams.DeadLetterRecords;
import io.retune.chassis.streams.RecordCheckProcessor;
import io.retune.chassis.streams.StateJson;
import io.retune.chassis.streams.TopicStreamPartitioner;
import io.retune.eval.evaluation.CheckpointEvaluator;
import io.retune.eval.evaluation.EvaluationConfig;
import io.retune.eval.evaluation.FusionChoice;
import io.retune.eval.gate.ForgettingGate;
import io.retune.eval.gate.Gate;
import io.retune.eval.gate.GateConfig;
import io.retune.eval.gate.GateState;
import io.retune.eval.gate.RefitGate;
import io.retune.eval.keyword.KeywordIndexes;
import io.retune.eval.release.RetentionConfig;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Checkpoints in, reports and releases out.
 *
 * <p>All inputs are partitioned by collection, so one task sees all of a collection. A task works
 * on its inputs in the order of their timestamps, and waits for what the broker already has of each
 * (KIP-695). A checkpoint's timestamp is the moment it is about to be worked on: so all examples
 * that are in the topic by then go first, those that it was trained on among them.
 *
 * @param evidence what counts as evidence
 * @param indexes for keyword search
 * @param queues where evaluations run
 * @param log where old checkpoints are read from
 * @param board where it is seen which checkpoints wait
 */
public record EvalTopology(
    TopicNames names,
    Service service,
    EvaluationConfig evaluation,
    EvidenceRule evidence,
    GateConfig gate,
    RetentionConfig retention,
    KeywordIndexes indexes,
    EvaluationQueues queues,
    CheckpointLog log,
    BaseModelLog baseModels,
    WaitingBoard board,
    MeterRegistry meters) {
  static final String EXAMPLES = "examples";
  static final String ARRIVALS = "arrivals";
  static final String COLLECTIONS = "collections";
  static final String WAITING = "waiting-checkpoints";
  static final String CHECKPOINT_DEAD_LETTERS = "checkpoint-dead-letters";

  private static final String EMBEDDINGS_SOURCE = "embeddings-source";
  private static final String CHECKPOINTS_SOURCE = "checkpoints-source";
  private static final String RELEASES_SOURCE = "releases-source";
  private static final String CHECK_EXAMPLES = "check-examples";
  private static final String KEEP_EXAMPLES = "keep-examples";
  private static final String EVALUATE = "evaluate";
  private static final String FOLLOW_RELEASES = "follow-releases";

  /** The topology. Calling this has no other effect. */
  public Topology build() {
    EvalMeters evaluationMeters = new EvalMeters(meters);
    CheckpointEvaluator evaluator =
        new CheckpointEvaluator(
            new Gate(gate.rules()),
            new RefitGate(gate.harmLevel()),
            new ForgettingGate(gate.harmLevel()),
            gate.gentleAlpha(),
            gate.newShare(),
            FusionChoice.of(evaluation.fusion()));
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
        () -> new ArrivalProcessor(indexes));
    topology.addProcessor(
        CHECK_EXAMPLES,
        () ->
            new RecordCheckProcessor(
                deadLetters(Topics.EMBEDDINGS),
                (key, value) -> StoredRecords.parse(key.id(), value)),
        EMBEDDINGS_SOURCE);

    topology.addSource(
        AutoOffsetReset.earliest(),
        CHECKPOINTS_SOURCE,
        new WallclockTimestampExtractor(),
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        names.of(Topics.ADAPTER_CHECKPOINTS));
    topology.addProcessor(
        EVALUATE,
        () ->
            new CheckpointProcessor(
                service,
                evaluation,
                evidence,
                evaluator,
                queues,
                indexes,
                retention.rule(),
                log,
                baseModels,
                deadLetters(Topics.ADAPTER_CHECKPOINTS),
                evaluationMeters,
                board),
        CHECKPOINTS_SOURCE);

    topology.addSource(
        RELEASES_SOURCE,
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        names.of(Topics.ADAPTER_RELEASES));
    topology.addProcessor(
        FOLLOW_RELEASES,
        () -> new ReleaseProcessor(deadLetters(Topics.ADAPTER_RELEASES), evaluationMeters),
        RELEASES_SOURCE);

    topology.addStateStore(arrivals(), KEEP_EXAMPLES, EVALUATE);
    topology.addStateStore(collections(), EVALUATE, FOLLOW_RELEASES);
    topology.addStateStore(waiting(), EVALUATE);
    topology.connectProcessorAndStateStores(EVALUATE, EXAMPLES);

    sink(topology, Topics.EVALUATION_REPORTS.name(), Topics.EVALUATION_REPORTS, EVALUATE);
    sink(topology, Topics.ADAPTER_RELEASES.name(), Topics.ADAPTER_RELEASES, EVALUATE);
    sink(topology, Topics.ADAPTER_CHECKPOINTS.name(), Topics.ADAPTER_CHECKPOINTS, EVALUATE);
    deadLetters(Topics.EMBEDDINGS)
        .addSink(topology, "embeddings-dead-letters", names, CHECK_EXAMPLES);
    deadLetters(Topics.ADAPTER_CHECKPOINTS)
        .addSink(topology, CHECKPOINT_DEAD_LETTERS, names, EVALUATE);
    deadLetters(Topics.ADAPTER_RELEASES)
        .addSink(topology, "release-dead-letters", names, FOLLOW_RELEASES);
    return topology;
  }

  private DeadLetterRecords deadLetters(Topic<?> source) {
    return new DeadLetterRecords(service.name(), source, meters);
  }

  private void sink(Topology topology, String name, Topic<?> topic, String parent) {
    topology.addSink(
        name,
        names.of(topic),
        new StringSerializer(),
        new ByteArraySerializer(),
        new TopicStreamPartitioner<>(topic),
        parent);
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> arrivals() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(ARRIVALS), Serdes.String(), Serdes.ByteArray());
  }

  private static StoreBuilder<KeyValueStore<String, WaitingCheckpoint>> waiting() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(WAITING),
        Serdes.String(),
        StateJson.serde(WaitingCheckpoint.class));
  }

  private static StoreBuilder<KeyValueStore<String, GateState>> collections() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(COLLECTIONS),
        Serdes.String(),
        StateJson.serde(GateState.class));
  }
}
