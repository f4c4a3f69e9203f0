package io.retune.chassis.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.retune.schemas.TopicNames;
import io.retune.schemas.TopicPartitioner;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.testing.KafkaBrokerResource;
import io.retune.testing.TopicWriter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBrokerResource.class)
class TopicCheckpointLogTest {
  private static final TopicNames NAMES = new TopicNames("");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject KafkaClients clients;

  private TopicCheckpointLog log;
  private TopicWriter writer;

  @BeforeEach
  void open() {
    log = new TopicCheckpointLog(clients, NAMES, TIMEOUT);
    writer = new TopicWriter(bootstrap);
  }

  @AfterEach
  void close() {
    writer.close();
  }

  @Test
  void findsAVersionBehindMoreRecordsThanOneStretch() {
    // Given
    for (int version = 1; version <= 70; version++) {
      write(checkpoint("long", version, "first"));
    }

    // When
    Optional<AdapterCheckpoint> found = log.find("long", 2);

    // Then
    assertThat(found).contains(checkpoint("long", 2, "first"));
  }

  @Test
  void knowsTheHighestVersionOfACollectionThoughItWasDropped() {
    // Given
    for (long version = 1; version <= 12; version++) {
      write(checkpoint("numbered", version, "any"));
    }
    writer.delete(Topics.ADAPTER_CHECKPOINTS, "numbered/12");
    write(checkpoint("numbered-too", 40, "any"));

    // When
    long latest = log.latest("numbered");

    // Then
    assertThat(latest).isEqualTo(12);
    assertThat(log.latest("without-any")).isZero();
  }

  @Test
  void findsTheLastRecordOfAVersion() {
    // Given
    write(checkpoint("twice", 1, "first"));
    write(checkpoint("twice", 1, "second"));

    // When
    Optional<AdapterCheckpoint> found = log.find("twice", 1);

    // Then
    assertThat(found).contains(checkpoint("twice", 1, "second"));
  }

  @Test
  void aDroppedVersionIsNotKept() {
    // Given
    write(checkpoint("dropped", 1, "first"));
    writer.delete(Topics.ADAPTER_CHECKPOINTS, "dropped/1");

    // When
    Optional<AdapterCheckpoint> found = log.find("dropped", 1);

    // Then
    assertThat(found).isEmpty();
  }

  @Test
  void aDroppedVersionThatIsServedIsFoundInItsRelease() {
    // Given
    AdapterCheckpoint served = checkpoint("served", 1, "first");
    writer.write(
        Topics.ADAPTER_RELEASES,
        "served",
        AdapterRelease.newBuilder()
            .setCollection("served")
            .setVersion(1)
            .setCheckpoint(served)
            .build());
    writer.delete(Topics.ADAPTER_CHECKPOINTS, "served/1");

    // When
    Optional<AdapterCheckpoint> found = log.find("served", 1);

    // Then
    assertThat(found).contains(served);
  }

  @Test
  void aVersionBesideTheOneThatIsServedIsFoundAmongTheCheckpoints() {
    // Given
    writer.write(
        Topics.ADAPTER_RELEASES,
        "beside",
        AdapterRelease.newBuilder()
            .setCollection("beside")
            .setVersion(1)
            .setCheckpoint(checkpoint("beside", 1, "first"))
            .build());
    write(checkpoint("beside", 2, "second"));

    // When
    Optional<AdapterCheckpoint> found = log.find("beside", 2);

    // Then
    assertThat(found).contains(checkpoint("beside", 2, "second"));
  }

  @Test
  void aRecordThatCannotBeReadCountsAsNotKept() {
    // Given
    writer.writeBytes(Topics.ADAPTER_CHECKPOINTS, "unreadable/1", new byte[] {(byte) 0xff});

    // When
    Optional<AdapterCheckpoint> found = log.find("unreadable", 1);

    // Then
    assertThat(found).isEmpty();
  }

  @Test
  void whatWasNeverCommittedIsNotFound() {
    // Given
    abort(checkpoint("aborted", 1, "first"));

    // When
    Optional<AdapterCheckpoint> found = log.find("aborted", 1);

    // Then
    assertThat(found).isEmpty();
  }

  @Test
  void anotherCollectionIsNotFound() {
    // When
    Optional<AdapterCheckpoint> found = log.find("never-seen", 1);

    // Then
    assertThat(found).isEmpty();
  }

  @Test
  void aClusterThatIsAwayIsNamedByWhatCouldNotBeRead() {
    // Given
    KafkaClients away = new KafkaClients(Map.of("bootstrap.servers", "localhost:1"), NAMES);
    CheckpointLog unreachable = new TopicCheckpointLog(away, NAMES, Duration.ofMillis(500));

    // When, Then
    assertThatThrownBy(() -> unreachable.find("news", 1))
        .isInstanceOf(PartitionUnreadException.class)
        .hasMessageContaining("adapter-releases")
        .hasMessageContaining("PT0.5S");
  }

  private void write(AdapterCheckpoint checkpoint) {
    writer.write(
        Topics.ADAPTER_CHECKPOINTS,
        checkpoint.getCollection() + "/" + checkpoint.getVersion(),
        checkpoint);
  }

  private void abort(AdapterCheckpoint checkpoint) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "aborting",
                ProducerConfig.PARTITIONER_CLASS_CONFIG,
                TopicPartitioner.class.getName()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(
          new ProducerRecord<>(
              NAMES.of(Topics.ADAPTER_CHECKPOINTS),
              checkpoint.getCollection() + "/" + checkpoint.getVersion(),
              checkpoint.toByteArray()));
      producer.flush();
      producer.abortTransaction();
    }
  }

  private static AdapterCheckpoint checkpoint(String collection, long version, String source) {
    return AdapterCheckpoint.newBuilder()
        .setCollection(collection)
        .setVersion(version)
        .setWeightsSha256(source)
        .build();
  }
}
