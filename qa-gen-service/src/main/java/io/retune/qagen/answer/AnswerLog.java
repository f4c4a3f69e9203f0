package io.retune.qagen.answer;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.chassis.Service;
import io.retune.chassis.batch.ChannelGroup;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.PartitionReader;
import io.retune.chassis.kafka.ProducerLimits;
import io.retune.chassis.kafka.RecordWriter;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.ContentDigest;
import io.retune.schemas.EntryKey;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Answer;
import io.retune.schemas.v1.Node;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Keeps each answer in the topic {@code answers} as soon as it is there, so that whoever works on a
 * batch again need not pay for it again.
 *
 * <p>An answer lies on the partition of its node. Whoever gets partitions of {@code nodes} reads
 * the end of the same partitions of {@code answers} once: it goes on where the batch began that was
 * not written, so what it can use are the last answers there. Thread-safe.
 */
@ApplicationScoped
public class AnswerLog {

  private static final Logger LOG = Logger.getLogger(AnswerLog.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Several times the nodes of a batch. */
  private static final int OFFSETS_READ = 256;

  /** Far beyond the answer to a question for questions; it bounds the memory. */
  private static final int MAX_CHARACTERS = 16_000;

  private final KafkaClientService channels;
  private final TopicNames names;
  private final Service service;
  private final ChannelGroup group;
  private final PartitionReader reader;
  private final RecordWriter writer;
  private Recollection recollection = new Recollection(-1, Map.of());

  AnswerLog(KafkaClients clients, KafkaClientService channels, TopicNames names, Service service) {
    this.channels = channels;
    this.names = names;
    this.service = service;
    this.group = new ChannelGroup(channels, Topics.NODES.name());
    this.reader = new PartitionReader(clients, names, TIMEOUT);
    this.writer = new RecordWriter(clients, ProducerLimits.of(Topics.ANSWERS, TIMEOUT));
  }

  /**
   * What was found when the group last changed.
   *
   * @param generation of the group
   * @param answers the last of each node, by the record's key
   */
  private record Recollection(int generation, Map<String, Answer> answers) {}

  /** The answers about a node of a collection. */
  public NodeAnswers of(String collection, Node node) {
    EntryKey key = new EntryKey(collection, node.getNodeId());
    return new NodeAnswers() {
      @Override
      public Optional<String> find(String model, String prompt) {
        return Optional.ofNullable(kept().get(key.toString()))
            .filter(answer -> answer.getRequestSha256().equals(digest(model, prompt)))
            .map(Answer::getText);
      }

      @Override
      public void keep(String model, String prompt, String answer) {
        if (answer.length() <= MAX_CHARACTERS) {
          write(
              key,
              Answer.newBuilder()
                  .setDocumentId(node.getDocumentId())
                  .setModel(model)
                  .setRequestSha256(digest(model, prompt))
                  .setText(answer));
        }
      }
    };
  }

  @PreDestroy
  void close() {
    writer.close();
  }

  private void write(EntryKey key, Answer.Builder answer) {
    Instant now = Clock.systemUTC().instant();
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            names.of(Topics.ANSWERS),
            key.toString(),
            answer.setAnsweredAt(InstantCodec.encode(now)).build().toByteArray());
    // Each answer that was paid for is an event of its own.
    String id = CloudEvent.id(Topics.ANSWERS, key.toString(), UUID.randomUUID().toString());
    service.event(Topics.ANSWERS).stamp(record.headers(), id, now);
    try {
      writer.write(record);
    } catch (KafkaException e) {
      LOG.warnf(
          "the answer about %s is not kept; if the process ends before its questions are written,"
              + " the model is asked again: %s",
          key, e.getMessage());
    }
  }

  private synchronized Map<String, Answer> kept() {
    int generation = group.get().generationId();
    if (generation != recollection.generation()) {
      try {
        recollection = new Recollection(generation, read());
      } catch (KafkaException e) {
        LOG.warnf("answers that were kept cannot be read now: %s", e.getMessage());
        return Map.of();
      }
    }
    return recollection.answers();
  }

  private Map<String, Answer> read() {
    List<TopicPartition> partitions =
        channels.getConsumer(Topics.NODES.name()).getAssignments().await().atMost(TIMEOUT).stream()
            .filter(assigned -> assigned.topic().equals(names.of(Topics.NODES)))
            .map(nodes -> new TopicPartition(names.of(Topics.ANSWERS), nodes.partition()))
            .toList();
    Map<String, Answer> answers = new HashMap<>();
    reader.last(partitions, OFFSETS_READ, record -> collect(record, answers));
    return answers;
  }

  private static void collect(ConsumerRecord<String, byte[]> record, Map<String, Answer> answers) {
    if (record.value() == null) {
      answers.remove(record.key());
      return;
    }
    try {
      answers.put(record.key(), Topics.ANSWERS.parse(record.value()));
    } catch (InvalidProtocolBufferException e) {
      LOG.warnf(
          "%s[%d]@%d is no answer and left out: %s",
          record.topic(), record.partition(), record.offset(), e.getMessage());
    }
  }

  private static String digest(String model, String prompt) {
    return new ContentDigest().field(model).field(prompt).hex();
  }
}
