package io.retune.eval.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.retune.chassis.Service;
import io.retune.chassis.streams.LongWork;
import io.retune.eval.Examples;
import io.retune.eval.evaluation.EvaluationConfig;
import io.retune.eval.gate.GateConfig;
import io.retune.eval.keyword.KeywordIndexes;
import io.retune.eval.release.RetentionConfig;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicCreator;
import io.retune.schemas.TopicNames;
import io.retune.schemas.TopicPartitioner;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Split;
import io.retune.testing.TestBroker;
import io.retune.testing.TopicReader;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationOrderTest {
  private static final TopicNames NAMES = new TopicNames("");
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final String COLLECTION = "manual";
  private static final int NODES = 300;

  @TempDir Path stateDirectory;

  private final ExecutorService worker = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    worker.shutdown();
  }

  @Test
  void evaluatesACheckpointAfterAllExamplesThatAreThereAtAnyTimestamps() throws Exception {
    try (TestBroker broker = TestBroker.start()) {
      // Given
      createTopics(broker);
      Instant now = Instant.now();
      write(broker, now.minus(Duration.ofHours(1)), now);

      // When
      try (KafkaStreams streams = streams(broker, worker)) {
        streams.start();

        // Then
        try (var reports =
            new TopicReader<>(broker.bootstrap(), Topics.EVALUATION_REPORTS, TIMEOUT)) {
          assertThat(reports.awaitMessages(1).get(0).getResults(0).getCorpusNodes())
              .isEqualTo(NODES);
        }
      }
    }
  }

  @Test
  void evaluatesAnewAfterARestartInTheMiddleOfAnEvaluation() throws Exception {
    try (TestBroker broker = TestBroker.start()) {
      // Given: an evaluation that was begun and did not end
      createTopics(broker);
      Instant now = Instant.now();
      write(broker, now, now);
      CompletableFuture<Runnable> begun = new CompletableFuture<>();
      try (KafkaStreams streams = streams(broker, begun::complete)) {
        streams.start();
        begun.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      }

      // When
      try (KafkaStreams streams = streams(broker, worker)) {
        streams.start();

        // Then
        try (var reports =
            new TopicReader<>(broker.bootstrap(), Topics.EVALUATION_REPORTS, TIMEOUT)) {
          assertThat(reports.awaitMessages(1).get(0).getResults(0).getCorpusNodes())
              .isEqualTo(NODES);
        }
      }
    }
  }

  private static void createTopics(TestBroker broker) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      List<Topic<?>> topics = new ArrayList<>(Topics.ALL);
      topics.add(Topics.deadLetters("eval", Topics.EMBEDDINGS));
      topics.add(Topics.deadLetters("eval", Topics.ADAPTER_CHECKPOINTS));
      topics.add(Topics.deadLetters("eval", Topics.ADAPTER_RELEASES));
      new TopicCreator(NAMES, 2, Optional.of((short) 1)).create(admin, topics, TIMEOUT);
    }
  }

  private static void write(TestBroker broker, Instant checkpointTime, Instant exampleTime) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrap(),
                ProducerConfig.PARTITIONER_CLASS_CONFIG,
                TopicPartitioner.class.getName()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              Topics.ADAPTER_CHECKPOINTS.name(),
              null,
              checkpointTime.toEpochMilli(),
              COLLECTION + "/1",
              Examples.gentle(COLLECTION, 1).toByteArray()));
      Examples examples = new Examples(1);
      for (int i = 0; i < NODES; i++) {
        String id = "node-" + i;
        producer.send(
            new ProducerRecord<>(
                Topics.EMBEDDINGS.name(),
                null,
                exampleTime.toEpochMilli() + i,
                COLLECTION + "/" + id,
                examples
                    .node(COLLECTION, id, Split.SPLIT_VALIDATION, Origin.ORIGIN_LOCAL, 1)
                    .toByteArray()));
      }
    }
  }

  private KafkaStreams streams(TestBroker broker, Executor executor) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(EvaluationConfig.class)
            .withMapping(GateConfig.class)
            .withMapping(RetentionConfig.class)
            .withDefaultValue(
                "retune.eval.keyword-index", stateDirectory.resolve("keywords").toString())
            .build();
    Properties properties = new Properties();
    // A closed instance stays a member until its session ends.
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "retune-eval");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0);
    properties.put("auto.offset.reset", "earliest");
    properties.put(StreamsConfig.producerPrefix("transaction.timeout.ms"), 120_000);
    return new KafkaStreams(
        new EvalTopology(
                NAMES,
                new Service("eval", List.of()),
                config.getConfigMapping(EvaluationConfig.class),
                new EvidenceRule(true),
                config.getConfigMapping(GateConfig.class),
                config.getConfigMapping(RetentionConfig.class),
                new KeywordIndexes(stateDirectory.resolve("keywords")),
                new EvaluationQueues(new LongWork(executor), new LongWork(executor)),
                (collection, version) -> Optional.of(Examples.gentle(collection, version)),
                fingerprint -> Optional.empty(),
                new WaitingBoard(),
                new SimpleMeterRegistry())
            .build(),
        properties);
  }
}
