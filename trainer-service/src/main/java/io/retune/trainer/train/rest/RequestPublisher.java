package io.retune.trainer.train.rest;

import io.retune.chassis.Service;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.ProducerLimits;
import io.retune.chassis.kafka.RecordWriter;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.EntryKey;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.ImportRequest;
import io.retune.schemas.v1.RetrainRequest;
import io.retune.schemas.v1.TrainingRequest;
import io.retune.trainer.train.recipe.TrainConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes what callers ask of training to its topic, from where the instance that trains the
 * collection reads it. Thread-safe.
 */
@ApplicationScoped
public class RequestPublisher {

  private final TopicNames names;
  private final Service service;
  private final RecordWriter writer;

  @Inject
  RequestPublisher(TopicNames names, Service service, KafkaClients clients, TrainConfig config) {
    this(names, service, clients, config.requestTimeout());
  }

  /**
   * @param timeout how long the cluster may take to keep a request
   */
  public RequestPublisher(
      TopicNames names, Service service, KafkaClients clients, Duration timeout) {
    this.names = names;
    this.service = service;
    this.writer = new RecordWriter(clients, ProducerLimits.of(Topics.REQUESTS, timeout));
  }

  /**
   * Asks for a version of the examples that have come so far. Returns when all replicas in sync
   * have the request.
   *
   * @throws IllegalArgumentException if a collection cannot have this name
   * @throws org.apache.kafka.common.KafkaException if the cluster does not answer in time
   */
  public AcceptedRequest retrain(String collection) {
    return write(
        collection, TrainingRequest.newBuilder().setRetrain(RetrainRequest.getDefaultInstance()));
  }

  /**
   * Asks for a version of an adapter. Returns when all replicas in sync have the request.
   *
   * @param adapter up to {@link Topics#MAX_WEIGHTS_BYTES} of weights
   * @throws IllegalArgumentException if a collection cannot have this name
   * @throws org.apache.kafka.common.KafkaException if the cluster does not answer in time
   */
  public AcceptedRequest bringIn(String collection, ImportRequest adapter) {
    return write(collection, TrainingRequest.newBuilder().setImport(adapter));
  }

  private AcceptedRequest write(String collection, TrainingRequest.Builder request) {
    String id = UUID.randomUUID().toString();
    String key = new EntryKey(collection, id).toString();
    Instant now = Clock.systemUTC().instant();
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            names.of(Topics.REQUESTS),
            key,
            request
                .setCollection(collection)
                .setRequestId(id)
                .setRequestedAt(InstantCodec.encode(now))
                .build()
                .toByteArray());
    service
        .event(Topics.REQUESTS)
        .stamp(record.headers(), CloudEvent.id(Topics.REQUESTS, key, id), now);
    writer.write(record);
    return new AcceptedRequest(collection, id);
  }

  /** Waits for the requests on their way. */
  @PreDestroy
  public void close() {
    writer.close();
  }
}
