package io.retune.trainer.train.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.retune.chassis.Service;
import io.retune.chassis.streams.LongWork;
import io.retune.chassis.trace.StageTraces;
import io.retune.schemas.DocumentDigests;
import io.retune.schemas.EntryKey;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.Decision;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.ImportRequest;
import io.retune.schemas.v1.RetrainRequest;
import io.retune.schemas.v1.TrainingRequest;
import io.retune.trainer.train.TrainConfigs;
import io.retune.trainer.train.fit.AdapterTrainer;
import io.retune.trainer.train.fit.RoundTripCheck;
import io.retune.trainer.train.fit.TorchEngine;
import io.retune.trainer.train.recipe.RecipeChoice;
import io.retune.trainer.train.recipe.TrainConfig;
import io.retune.trainer.train.upstream.OnTheWay;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/**
 * The topology of the stage on a clock that a test moves, with one collection unless a test names
 * others. Fits run when the triggers are looked at, unless a test brings its own executor.
 */
final class TrainDriver implements AutoCloseable {

  static final String COLLECTION = "feed";

  private static final TorchEngine TORCH = new TorchEngine();

  final TrainingBoard board = new TrainingBoard();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Map<Long, AdapterCheckpoint> log = new HashMap<>();

  /** What was made before the state of a collection was lost. */
  final Map<String, Long> versionsBefore = new HashMap<>();

  /** What the stages before have not worked on. */
  OnTheWay onTheWay = OnTheWay.NOTHING;

  final TestInputTopic<String, byte[]> requests;
  final TestOutputTopic<String, byte[]> requestDeadLetters;
  final TestInputTopic<String, byte[]> embeddings;
  final TestInputTopic<String, byte[]> reports;
  final TestOutputTopic<String, byte[]> checkpoints;
  final TestOutputTopic<String, byte[]> deadLetters;
  private final TopologyTestDriver driver;
  private int requestsSent;

  /**
   * @param settings without {@code retune.train.}
   */
  TrainDriver(Path stateDirectory, Map<String, String> settings) {
    this(stateDirectory, settings, Runnable::run, Long.MAX_VALUE);
  }

  /**
   * @param settings without {@code retune.train.}
   * @param fits runs the fits
   * @param maxVectorBytes of a collection
   */
  TrainDriver(
      Path stateDirectory, Map<String, String> settings, Executor fits, long maxVectorBytes) {
    this(stateDirectory, settings, fits, maxVectorBytes, OpenTelemetry.noop());
  }

  private TrainDriver(
      Path stateDirectory,
      Map<String, String> settings,
      Executor fits,
      long maxVectorBytes,
      OpenTelemetry telemetry) {
    Service service = new Service("trainer", List.of(Topics.EMBEDDINGS, Topics.EVALUATION_REPORTS));
    TrainConfig config = TrainConfigs.with(settings);
    TrainTopology topology =
        new TrainTopology(
            new TopicNames(""),
            service,
            config,
            new CollectionTraining(
                new AdapterTrainer(TORCH),
                new RoundTripCheck(TORCH),
                new RecipeChoice(config, new EvidenceRule(true), AdapterTrainer.REVISION),
                (collection, version) -> Optional.ofNullable(log.get(version)),
                maxVectorBytes),
            collection -> versionsBefore.getOrDefault(collection, 0L),
            () -> Optional.of(onTheWay),
            new LongWork(fits),
            board,
            meters,
            new StageTraces(telemetry));
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "train");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    properties.put(
        StreamsConfig.STATE_DIR_CONFIG,
        stateDirectory.resolve(Long.toString(System.nanoTime())).toString());
    driver =
        new TopologyTestDriver(topology.build(), properties, Instant.parse("2026-01-01T00:00:00Z"));
    embeddings =
        driver.createInputTopic("embeddings", new StringSerializer(), new ByteArraySerializer());
    requests =
        driver.createInputTopic("requests", new StringSerializer(), new ByteArraySerializer());
    requestDeadLetters =
        driver.createOutputTopic(
            "dlq.trainer.requests", new StringDeserializer(), new ByteArrayDeserializer());
    reports =
        driver.createInputTopic(
            "evaluation-reports", new StringSerializer(), new ByteArraySerializer());
    checkpoints =
        driver.createOutputTopic(
            "adapter-checkpoints", new StringDeserializer(), new ByteArrayDeserializer());
    deadLetters =
        driver.createOutputTopic(
            "dlq.trainer.embeddings", new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** One whose traces somebody hears. */
  static TrainDriver traced(
      Path stateDirectory, Map<String, String> settings, OpenTelemetry telemetry) {
    return new TrainDriver(stateDirectory, settings, Runnable::run, Long.MAX_VALUE, telemetry);
  }

  void send(String id, Embeddings record) {
    send(COLLECTION, id, record);
  }

  void send(String collection, String id, Embeddings record) {
    embeddings.pipeInput(new EntryKey(collection, id).toString(), record.toByteArray());
  }

  void retrain(String collection) {
    request(
        collection, TrainingRequest.newBuilder().setRetrain(RetrainRequest.getDefaultInstance()));
  }

  void retrainWithout(String... documentIds) {
    request(
        COLLECTION,
        TrainingRequest.newBuilder()
            .setRetrain(
                RetrainRequest.newBuilder()
                    .setForgottenDocuments(DocumentDigests.of(List.of(documentIds)).bytes())));
  }

  void delete(String id) {
    embeddings.pipeInput(key(id), (byte[]) null);
  }

  void bringIn(ImportRequest adapter) {
    request(COLLECTION, TrainingRequest.newBuilder().setImport(adapter));
  }

  TrainingStatus status(String collection) {
    return board.find(collection).orElseThrow();
  }

  private void request(String collection, TrainingRequest.Builder request) {
    String id = "request-" + ++requestsSent;
    requests.pipeInput(
        new EntryKey(collection, id).toString(),
        request.setCollection(collection).setRequestId(id).build().toByteArray());
  }

  void promote(AdapterCheckpoint checkpoint) {
    reports.pipeInput(
        key(Long.toString(checkpoint.getVersion())),
        EvaluationReport.newBuilder()
            .setCollection(COLLECTION)
            .setVersion(checkpoint.getVersion())
            .setRecipe(checkpoint.getRecipe())
            .setLineage(checkpoint.getLineage())
            .setDecision(Decision.newBuilder().setKind(Decision.Kind.PROMOTE))
            .build()
            .toByteArray());
  }

  /** Second by second, as the triggers are looked at. */
  void advance(int seconds) {
    for (int second = 0; second < seconds; second++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }
  }

  /** Long after every trigger. */
  void waitLong() {
    driver.advanceWallClockTime(Duration.ofMinutes(10));
    advance(2);
  }

  /** The versions since the last call. */
  List<AdapterCheckpoint> versions() {
    List<AdapterCheckpoint> versions = new ArrayList<>();
    for (byte[] value : checkpoints.readValuesToList()) {
      try {
        versions.add(Topics.ADAPTER_CHECKPOINTS.parse(value));
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }
    return versions;
  }

  static String key(String id) {
    return new EntryKey(COLLECTION, id).toString();
  }

  @Override
  public void close() {
    driver.close();
  }
}
