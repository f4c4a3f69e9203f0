package io.retune.eval.forget;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.PartitionReader;
import io.retune.schemas.DocumentDigests;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.TrainingRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The requests of the last week that came of forgetting a document, read when somebody asks. Of
 * other requests, which may have weights, nothing is kept. Thread-safe; callers wait for the one
 * that reads.
 */
@Singleton
class ForgetRequests {
  private static final Logger LOG = Logger.getLogger(ForgetRequests.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final int MAX_OF_A_COLLECTION = 1_000;

  private final KafkaClients clients;
  private final TopicNames names;
  private final PartitionReader reader;
  private Map<String, List<ForgetRequest>> known;
  private Map<TopicPartition, Long> ends = Map.of();
  private long readNanos;

  ForgetRequests(KafkaClients clients, TopicNames names) {
    this.clients = clients;
    this.names = names;
    this.reader = new PartitionReader(clients, names, TIMEOUT);
  }

  /**
   * Those of a collection, the oldest first; of more than 1,000 the last, as they were some seconds
   * ago at most.
   *
   * @throws KafkaException if the cluster does not tell
   */
  synchronized List<ForgetRequest> of(String collection) {
    if (known == null || System.nanoTime() - readNanos > FRESH.toNanos()) {
      Map<TopicPartition, Long> now = ends();
      if (known == null || !now.equals(ends)) {
        Map<String, List<ForgetRequest>> read = new HashMap<>();
        reader.all(now.keySet(), record -> take(record, read));
        known = read;
        ends = now;
      }
      readNanos = System.nanoTime();
    }
    return List.copyOf(known.getOrDefault(collection, List.of()));
  }

  private Map<TopicPartition, Long> ends() {
    try (Consumer<String, byte[]> consumer = clients.committedReader()) {
      return consumer.endOffsets(
          consumer.partitionsFor(names.of(Topics.REQUESTS), TIMEOUT).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList(),
          TIMEOUT);
    }
  }

  private static void take(
      ConsumerRecord<String, byte[]> record, Map<String, List<ForgetRequest>> read) {
    if (record.value() == null) {
      return;
    }
    try {
      TrainingRequest request = Topics.REQUESTS.parse(record.value());
      if (request.getRetrain().getForgottenDocuments().isEmpty()) {
        return;
      }
      List<ForgetRequest> ofCollection =
          read.computeIfAbsent(request.getCollection(), unseen -> new ArrayList<>());
      ofCollection.add(
          new ForgetRequest(
              new DocumentDigests(request.getRetrain().getForgottenDocuments()),
              InstantCodec.decode(request.getRequestedAt())));
      if (ofCollection.size() > MAX_OF_A_COLLECTION) {
        ofCollection.remove(0);
      }
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      LOG.debugf("%s[%d]@%d is no request", record.topic(), record.partition(), record.offset());
    }
  }
}
