package io.retune.qagen.stage;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.chassis.batch.PolledBatch;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.PartitionReader;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.FeedbackQuestion;
import io.retune.schemas.v1.Question;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The questions that feedback found for the nodes of this instance's partitions, in memory. They
 * lie on the partition of their node, so whoever gets partitions of {@code nodes} reads the same
 * partitions of {@code feedback-questions} once; what comes later comes with the batches. Their
 * number is bounded where they are found. Used by the thread that has batches worked on, and read
 * by those that work.
 */
@ApplicationScoped
class NodeFeedback {

  private static final Logger LOG = Logger.getLogger(NodeFeedback.class);
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final KafkaClientService channels;
  private final TopicNames names;
  private final PartitionReader reader;
  private volatile Known known = new Known(-1, new ConcurrentHashMap<>());

  NodeFeedback(KafkaClients clients, KafkaClientService channels, TopicNames names) {
    this.channels = channels;
    this.names = names;
    this.reader = new PartitionReader(clients, names, TIMEOUT);
  }

  /** What is known in a generation of the group, by the key of the node. */
  private record Known(int generation, ConcurrentMap<String, List<Question>> questions) {}

  /** To be called before a batch is worked on: takes in what it brings. */
  void take(PolledBatch batch) {
    if (known.generation() != batch.generation()) {
      known = new Known(batch.generation(), read());
    }
    for (ConsumerRecord<String, byte[]> record : batch.records()) {
      if (record.topic().equals(names.of(Topics.FEEDBACK_QUESTIONS))) {
        collect(record, known.questions());
      }
    }
  }

  /** The questions of a node; empty where there are none. */
  List<Question> of(String key) {
    return known.questions().getOrDefault(key, List.of());
  }

  /**
   * Reads a record's questions.
   *
   * @param value null where there are none
   */
  static List<Question> questions(byte[] value) throws InvalidProtocolBufferException {
    return value == null
        ? List.of()
        : Topics.FEEDBACK_QUESTIONS.parse(value).getQuestionsList().stream()
            .map(FeedbackQuestion::getQuestion)
            .toList();
  }

  private ConcurrentMap<String, List<Question>> read() {
    String topic = names.of(Topics.FEEDBACK_QUESTIONS);
    List<TopicPartition> partitions =
        channels.getConsumer(Topics.NODES.name()).getAssignments().await().atMost(TIMEOUT).stream()
            .filter(partition -> partition.topic().equals(topic))
            .toList();
    ConcurrentMap<String, List<Question>> questions = new ConcurrentHashMap<>();
    reader.all(partitions, record -> collect(record, questions));
    return questions;
  }

  private static void collect(
      ConsumerRecord<String, byte[]> record, Map<String, List<Question>> questions) {
    try {
      List<Question> ofNode = questions(record.value());
      if (ofNode.isEmpty()) {
        questions.remove(record.key());
      } else {
        questions.put(record.key(), ofNode);
      }
    } catch (InvalidProtocolBufferException e) {
      LOG.debugf("%s@%d becomes a dead letter", record.topic(), record.offset());
    }
  }
}
