package io.retune.eval.release;

import io.retune.chassis.Service;
import io.retune.chassis.kafka.CheckpointLog;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.ProducerLimits;
import io.retune.chassis.kafka.RecordWriter;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.KeywordFusion;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Releases that a person decides on. Thread-safe. */
@ApplicationScoped
public class ManualReleases {
  private final CheckpointLog log;
  private final TopicNames names;
  private final Service service;
  private final RecordWriter writer;

  ManualReleases(
      CheckpointLog log,
      TopicNames names,
      Service service,
      ReleaseConfig config,
      KafkaClients clients) {
    this.log = log;
    this.names = names;
    this.service = service;
    this.writer =
        new RecordWriter(clients, ProducerLimits.of(Topics.ADAPTER_RELEASES, config.timeout()));
  }

  /**
   * Releases a version.
   *
   * @param version 0 is the base model
   * @param fusion how to search with it and keywords; empty where that is not known
   * @param previousVersion what was served before
   * @return the release; empty where the collection has no such version
   * @throws org.apache.kafka.common.KafkaException if the cluster does not answer in time
   */
  public Optional<AdapterRelease> release(
      String collection,
      long version,
      Optional<KeywordFusion> fusion,
      long previousVersion,
      String by,
      String reason) {
    Instant now = Clock.systemUTC().instant();
    Optional<AdapterRelease> release =
        version == 0
            ? Optional.of(ReleaseMessages.ofBase(collection, previousVersion, by, reason, now))
            : log.find(collection, version)
                .map(
                    checkpoint ->
                        ReleaseMessages.ofCheckpoint(
                            checkpoint, fusion, previousVersion, by, reason, now));
    release.ifPresent(this::write);
    return release;
  }

  private void write(AdapterRelease release) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            names.of(Topics.ADAPTER_RELEASES), release.getCollection(), release.toByteArray());
    service
        .event(Topics.ADAPTER_RELEASES)
        .stamp(
            record.headers(),
            CloudEvent.id(
                Topics.ADAPTER_RELEASES, release.getCollection(), UUID.randomUUID().toString()),
            Clock.systemUTC().instant());
    writer.write(record);
  }

  @PreDestroy
  void close() {
    writer.close();
  }
}
