package io.retune.eval.release;

import io.retune.chassis.Service;
import io.retune.schemas.TopicNames;
import io.retune.schemas.TopicPartitioner;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterRelease;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Releases that a person decides on. Thread-safe. */
@ApplicationScoped
public class ManualReleases {
  private final CheckpointLog log;
  private final TopicNames names;
  private final Service service;
  private final Map<String, Object> kafka;
  private final long timeoutMillis;
  private Producer<String, byte[]> producer;

  ManualReleases(
      CheckpointLog log,
      TopicNames names,
      Service service,
      ReleaseConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.log = log;
    this.names = names;
    this.service = service;
    this.kafka = kafka;
    this.timeoutMillis = config.timeout().toMillis();
  }

  /**
   * Releases a version.
   *
   * @param version 0 is the base model
   * @param previousVersion what was served before
   * @return the release; empty where the collection has no such version
   * @throws KafkaException if the cluster does not take it in time
   */
  public Optional<AdapterRelease> release(
      String collection, long version, long previousVersion, String by, String reason) {
    Optional<AdapterRelease> release =
        version == 0
            ? Optional.of(
                ReleaseMessages.ofBase(
                    collection, previousVersion, by, reason, Clock.systemUTC().instant()))
            : log.find(collection, version)
                .map(
                    checkpoint ->
                        ReleaseMessages.ofCheckpoint(
                            checkpoint, previousVersion, by, reason, Clock.systemUTC().instant()));
    release.ifPresent(this::send);
    return release;
  }

  private void send(AdapterRelease release) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            names.of(Topics.ADAPTER_RELEASES), release.getCollection(), release.toByteArray());
    service
        .event(Topics.ADAPTER_RELEASES)
        .stamp(
            record.headers(),
            release.getCollection() + "/" + release.getVersion() + "/" + release.getReleasedBy(),
            Clock.systemUTC().instant());
    try {
      producer().send(record).get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the cluster does not take the release", e);
    }
  }

  /** Made when first needed because few instances ever release by hand. */
  private synchronized Producer<String, byte[]> producer() {
    if (producer == null) {
      Map<String, Object> settings = new HashMap<>(kafka);
      settings.put(ProducerConfig.ACKS_CONFIG, "all");
      settings.put(
          ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.ADAPTER_RELEASES.maxMessageBytes());
      settings.put(
          ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * Topics.ADAPTER_RELEASES.maxMessageBytes());
      settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, TopicPartitioner.class.getName());
      settings.put(TopicPartitioner.PREFIX_CONFIG, names.prefix());
      producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close();
    }
  }
}
