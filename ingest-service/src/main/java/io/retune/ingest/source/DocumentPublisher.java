package io.retune.ingest.source;

import io.retune.chassis.Service;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.ProducerLimits;
import io.retune.chassis.kafka.RecordWriter;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.EntryKey;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Document;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Puts documents on their topic. However many callers there are, the documents on their way hold no
 * more memory than two of the largest size. Thread-safe.
 */
@ApplicationScoped
public class DocumentPublisher {
  private static final int KILOBYTE = 1024;

  /** Room for a record's key, headers and description. */
  private static final int RECORD_ROOM = 2 << 20;

  private final RecordWriter writer;
  private final TopicNames names;
  private final CloudEvent event;
  private final Clock clock;
  private final Duration timeout;
  private final long maxBytes;
  private final Semaphore kilobytes;

  DocumentPublisher(SourceConfig config, Service service, TopicNames names, KafkaClients clients) {
    this.names = names;
    this.event = service.event(Topics.DOCUMENTS);
    this.clock = Clock.systemUTC();
    this.timeout = config.timeout();
    this.maxBytes = config.maxDocumentSize().asLongValue();
    if (maxBytes > Topics.MAX_DOCUMENT_BYTES) {
      throw new IllegalArgumentException(
          "retune.ingest.source.max-document-size must be at most "
              + (Topics.MAX_DOCUMENT_BYTES >> 20)
              + "M");
    }
    this.kilobytes = new Semaphore(permits(maxBytes), true);
    this.writer =
        new RecordWriter(
            clients,
            new ProducerLimits(
                Topics.DOCUMENTS.maxMessageBytes(),
                Math.max(maxBytes + 2L * RECORD_ROOM, Topics.DOCUMENTS.maxMessageBytes()),
                timeout));
  }

  /** The largest document that is accepted, in bytes. */
  public long maxBytes() {
    return maxBytes;
  }

  /**
   * Stores a document, or a new version of it. Returns when the cluster has it.
   *
   * @param description the document without its content
   * @param trace headers that go with the record as they are, such as W3C {@code traceparent}
   * @throws DocumentTooLarge if the content is over the limit
   * @throws IOException if the content cannot be read
   * @throws PublishingFailed if the cluster does not take it in time
   */
  public void publish(
      EntryKey key, Document description, DocumentContent content, Map<String, String> trace)
      throws DocumentTooLarge, IOException, PublishingFailed {
    if (content.size() > maxBytes) {
      throw new DocumentTooLarge(maxBytes);
    }
    int permits = permits(content.size());
    try {
      if (!kilobytes.tryAcquire(permits, timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new PublishingFailed(
            "there was no room within "
                + timeout.toSeconds()
                + " seconds: other documents are on their way",
            null);
      }
      try {
        Document message =
            description.toBuilder()
                .setCollection(key.collection())
                .setDocumentId(key.id())
                .clearContent()
                .build();
        send(key, DocumentRecord.of(message, content), trace);
      } finally {
        kilobytes.release(permits);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishingFailed("interrupted", e);
    }
  }

  /** Deletes a document, and with it its nodes. Returns when the cluster knows. */
  public void delete(EntryKey key, Map<String, String> trace) throws PublishingFailed {
    send(key, null, trace);
  }

  @PreDestroy
  void close() {
    writer.close();
  }

  private void send(EntryKey key, byte[] value, Map<String, String> trace) throws PublishingFailed {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(names.of(Topics.DOCUMENTS), key.toString(), value);
    trace.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.US_ASCII)));
    event.stamp(
        record.headers(),
        CloudEvent.id(Topics.DOCUMENTS, record.key(), UUID.randomUUID().toString()),
        clock.instant());
    try {
      writer.write(record);
    } catch (KafkaException e) {
      throw new PublishingFailed(e.getMessage(), e);
    }
  }

  private static int permits(long bytes) {
    return Math.toIntExact(1 + bytes / KILOBYTE);
  }
}
