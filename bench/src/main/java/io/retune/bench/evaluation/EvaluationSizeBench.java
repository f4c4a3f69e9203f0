package io.retune.bench.evaluation;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.tensor.Tensor;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.bench.measure.PeakMemory;
import io.retune.chassis.Service;
import io.retune.chassis.streams.BoundedRocksDb;
import io.retune.chassis.streams.LongWork;
import io.retune.eval.evaluation.EvaluationConfig;
import io.retune.eval.gate.GateConfig;
import io.retune.eval.keyword.KeywordIndexes;
import io.retune.eval.release.RetentionConfig;
import io.retune.eval.stream.EvalTopology;
import io.retune.eval.stream.EvaluationQueues;
import io.retune.eval.stream.WaitingBoard;
import io.retune.schemas.EntryKey;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicCreator;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.Lineage;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.WhitenedRecipe;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What evaluations of a collection cost in the stage's own topology, on a broker of its own: the
 * first one, the next one after a hundredth of the nodes was edited, one after a restart, and one
 * after a restart without state. One size a process, with the heap of the service.
 *
 * <p>Arguments: nodes, the vectors' dimension, the address of a broker that has nothing yet, a
 * folder for the state. Prints rows of Markdown: nodes, what was done, seconds until the state was
 * there, seconds of the evaluation, megabytes of heap that were needed and that there were,
 * megabytes of the process and of the keyword index.
 */
public final class EvaluationSizeBench {
  private static final TopicNames NAMES = new TopicNames("");
  private static final String COLLECTION = "made-up";
  private static final int QUESTIONS = 500;
  private static final Duration TIMEOUT = Duration.ofMinutes(30);

  private final MadeUpCollection collection;
  private final String bootstrap;
  private final Path folder;
  private final PrintStream out;
  private final HeapAfterCollections heap = new HeapAfterCollections();
  private long version;

  private EvaluationSizeBench(
      MadeUpCollection collection, String bootstrap, Path folder, PrintStream out) {
    this.collection = collection;
    this.bootstrap = bootstrap;
    this.folder = folder;
    this.out = out;
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 4) {
      throw new IllegalArgumentException("wanted: NODES DIMENSION BROKER FOLDER");
    }
    MadeUpCollection collection =
        new MadeUpCollection(
            Integer.parseInt(arguments[0]), QUESTIONS, Integer.parseInt(arguments[1]));
    new EvaluationSizeBench(collection, arguments[2], Path.of(arguments[3]), System.out).run();
  }

  private void run() throws Exception {
    createTopics();
    write(0, 1);
    phase("first version", () -> {});
    phase("the next, after 1 % of the nodes was edited", () -> write(1, 100));
    phase("after a restart", () -> {});
    phase("after a restart without state", this::loseState);
  }

  /** Some preparation of a phase. */
  @FunctionalInterface
  private interface Preparation {
    void run() throws Exception;
  }

  private void phase(String name, Preparation preparation) throws Exception {
    preparation.run();
    heap.largestSinceLast();
    ExecutorService worker = Executors.newSingleThreadExecutor();
    long start = System.nanoTime();
    try (KafkaStreams streams = streams(worker)) {
      CountDownLatch running = new CountDownLatch(1);
      streams.setStateListener(
          (now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
              running.countDown();
            }
          });
      streams.start();
      running.await();
      double ready = (System.nanoTime() - start) / 1e9;
      EvaluationReport report = evaluate();
      out.printf(
          "| %,d | %s | %.1f | %.1f | %.1f | %d | %d | %d | %d |%n",
          collection.nodes(),
          name,
          ready,
          (System.nanoTime() - start) / 1e9 - ready,
          report.getEvaluationMillis() / 1e3,
          heap.largestSinceLast(),
          Runtime.getRuntime().maxMemory() >> 20,
          PeakMemory.residentMegabytes(),
          bytes(folder.resolve("keywords")) >> 20);
    } finally {
      worker.shutdown();
    }
  }

  private EvaluationReport evaluate() throws Exception {
    version++;
    AdapterCheckpoint checkpoint = checkpoint(version);
    try (KafkaProducer<String, byte[]> producer = producer()) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.ADAPTER_CHECKPOINTS.name(),
                  new EntryKey(COLLECTION, Long.toString(version)).toString(),
                  checkpoint.toByteArray()))
          .get();
    }
    String key = new EntryKey(COLLECTION, Long.toString(version)).toString();
    TopicPartition reports = new TopicPartition(Topics.EVALUATION_REPORTS.name(), 0);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(reports));
      consumer.seekToBeginning(List.of(reports));
      long end = System.nanoTime() + TIMEOUT.toNanos();
      while (System.nanoTime() < end) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (record.key().equals(key)) {
            return Topics.EVALUATION_REPORTS.parse(record.value());
          }
        }
      }
    }
    throw new IllegalStateException("no report of version " + version + " within " + TIMEOUT);
  }

  private AdapterCheckpoint checkpoint(long number) {
    int dimension = collection.dimension();
    float[] matrix = new float[dimension * dimension];
    Random random = new Random(number);
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = (i % (dimension + 1) == 0 ? 1 : 0) + 0.01f * (float) random.nextGaussian();
    }
    byte[] weights =
        new AdapterWeights().encode(new LinearAdapter(Tensor.of(matrix, dimension, dimension)));
    return AdapterCheckpoint.newBuilder()
        .setCollection(COLLECTION)
        .setVersion(number)
        .setWeights(ByteString.copyFrom(weights))
        .setWeightsSha256(Sha256.of(weights))
        .setRecipe(Recipe.newBuilder().setWhitened(WhitenedRecipe.newBuilder().setAlpha(0.5)))
        .setBaseModel(collection.model())
        .setLineage(Lineage.newBuilder().setNodes(collection.nodes()))
        .build();
  }

  /** Writes every so many nodes. */
  private void write(int edition, int step) {
    try (KafkaProducer<String, byte[]> producer = producer()) {
      for (int node = 0; node < collection.nodes(); node += step) {
        producer.send(
            new ProducerRecord<>(
                Topics.EMBEDDINGS.name(),
                new EntryKey(COLLECTION, MadeUpCollection.id(node)).toString(),
                collection.value(node, edition)));
      }
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            "73400320"),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private void createTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      List<Topic<?>> topics = new ArrayList<>(Topics.ALL);
      topics.add(Topics.deadLetters("eval", Topics.EMBEDDINGS));
      topics.add(Topics.deadLetters("eval", Topics.ADAPTER_CHECKPOINTS));
      topics.add(Topics.deadLetters("eval", Topics.ADAPTER_RELEASES));
      new TopicCreator(NAMES, 1, Optional.of((short) 1)).create(admin, topics, TIMEOUT);
    }
  }

  private KafkaStreams streams(ExecutorService worker) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(EvaluationConfig.class)
            .withMapping(GateConfig.class)
            .withMapping(RetentionConfig.class)
            .withDefaultValue("retune.eval.keyword-index", folder.resolve("keywords").toString())
            .build();
    EvaluationConfig evaluation = config.getConfigMapping(EvaluationConfig.class);
    return new KafkaStreams(
        new EvalTopology(
                NAMES,
                new Service("eval", List.of()),
                evaluation,
                new EvidenceRule(true),
                config.getConfigMapping(GateConfig.class),
                config.getConfigMapping(RetentionConfig.class),
                new KeywordIndexes(evaluation.keywordIndex()),
                new EvaluationQueues(new LongWork(worker), new LongWork(worker)),
                (name, number) -> Optional.of(checkpoint(number)),
                fingerprint -> Optional.empty(),
                new WaitingBoard(),
                new SimpleMeterRegistry())
            .build(),
        properties());
  }

  /** Those of the service. */
  private Properties properties() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "retune-eval");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve("streams").toString());
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 500);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0);
    properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 50);
    properties.put("auto.offset.reset", "earliest");
    properties.put(StreamsConfig.consumerPrefix("max.poll.records"), 100);
    properties.put(StreamsConfig.consumerPrefix("fetch.max.bytes"), 16777216);
    properties.put(StreamsConfig.restoreConsumerPrefix("fetch.max.bytes"), 16777216);
    // Or the next phase would first wait until the broker misses this one.
    properties.put(StreamsConfig.mainConsumerPrefix("internal.leave.group.on.close"), true);
    properties.put(StreamsConfig.producerPrefix("transaction.timeout.ms"), 60_000);
    properties.put(StreamsConfig.producerPrefix("max.request.size"), 73400320);
    properties.put(StreamsConfig.producerPrefix("buffer.memory"), 83886080);
    return properties;
  }

  private void loseState() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long sum = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sum += Files.size(file);
      }
      return sum;
    }
  }
}
