package io.retune.chassis.kafka;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Writes single records to the cluster. It connects with the first one, so a writer that is never
 * needed costs nothing. Thread-safe.
 */
public final class RecordWriter implements AutoCloseable {
  private final KafkaClients clients;
  private final ProducerLimits limits;
  private Producer<String, byte[]> producer;
  private boolean closed;

  public RecordWriter(KafkaClients clients, ProducerLimits limits) {
    this.clients = Objects.requireNonNull(clients, "clients");
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  /**
   * Returns when the cluster has the record. Takes at most about twice the time limit: once for
   * room in the buffer, once for the record's way.
   *
   * @throws KafkaException if the cluster does not take it in time, or the thread is interrupted;
   *     the record may be written all the same
   */
  public RecordMetadata write(ProducerRecord<String, byte[]> record) {
    try {
      return send(record)
          .toCompletableFuture()
          .get(2 * limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while writing to " + record.topic(), e);
    } catch (ExecutionException e) {
      throw notTaken(record, e.getCause());
    } catch (TimeoutException e) {
      throw notTaken(record, e);
    }
  }

  /**
   * Sends a record without waiting for the cluster, but for room in the buffer.
   *
   * @return completed when the cluster has it; failed if the cluster does not take it in time
   */
  public CompletionStage<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
    CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();
    try {
      producer()
          .send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  sent.complete(metadata);
                } else {
                  sent.completeExceptionally(failure);
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      sent.completeExceptionally(e);
    }
    return sent;
  }

  /** Waits for the records on their way, at most as long as the limit. */
  @Override
  public synchronized void close() {
    closed = true;
    if (producer != null) {
      producer.close(limits.timeout());
    }
  }

  private synchronized Producer<String, byte[]> producer() {
    if (closed) {
      throw new IllegalStateException("the writer is closed");
    }
    if (producer == null) {
      producer = clients.producer(limits);
    }
    return producer;
  }

  private static KafkaException notTaken(ProducerRecord<String, byte[]> record, Throwable cause) {
    return new KafkaException(
        "the cluster did not take a record for %s: %s"
            .formatted(record.topic(), cause.getMessage()),
        cause);
  }
}
