package io.retune.eval.dashboard;

import io.retune.schemas.DeadLetter;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicPartitioner;
import io.retune.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Dead letters of stages that do not run beside the dashboard. */
final class LettersOfOthers {
  static final Topic<?> OF_INGEST = Topics.deadLetters("ingest", Topics.RECORDS);
  static final Topic<?> OF_QA_GEN = Topics.deadLetters("qa-gen", Topics.QUERIES);

  private LettersOfOthers() {}

  /** Two of ingest, one of them with a newer record since, and one of qa-gen. */
  static void write(String bootstrap) throws Exception {
    try (Admin admin =
        Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrap))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(OF_INGEST.name(), 1, (short) 1),
                  new NewTopic(OF_QA_GEN.name(), 1, (short) 1)))
          .all()
          .get();
    }
    putAside(bootstrap);
  }

  /** The same once more. */
  static void putAside(String bootstrap) throws Exception {
    try (KafkaProducer<String, byte[]> producer = producer(bootstrap)) {
      putAside(
          producer, OF_INGEST, Topics.RECORDS, "handbook/17", "field body: the row has no text");
      putAside(producer, OF_INGEST, Topics.RECORDS, "handbook/18", "field id: the row has none");
      send(producer, Topics.RECORDS.name(), "handbook/18", "mended");
      putAside(
          producer, OF_QA_GEN, Topics.QUERIES, "handbook/7f", "the question has 9,000 characters");
    }
  }

  private static void putAside(
      KafkaProducer<String, byte[]> producer,
      Topic<?> letters,
      Topic<?> source,
      String key,
      String reason)
      throws Exception {
    RecordMetadata failed = send(producer, source.name(), key, "a value");
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(letters.name(), key, "a value".getBytes(StandardCharsets.UTF_8));
    DeadLetter.of(
            letters.name().split("\\.")[1],
            "parse",
            failed.topic(),
            failed.partition(),
            failed.offset(),
            new IllegalArgumentException(reason),
            Instant.now())
        .stamp(letter.headers());
    producer.send(letter).get();
  }

  private static RecordMetadata send(
      KafkaProducer<String, byte[]> producer, String topic, String key, String value)
      throws Exception {
    return producer
        .send(new ProducerRecord<>(topic, key, value.getBytes(StandardCharsets.UTF_8)))
        .get();
  }

  private static KafkaProducer<String, byte[]> producer(String bootstrap) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ProducerConfig.PARTITIONER_CLASS_CONFIG,
            TopicPartitioner.class.getName()),
        new StringSerializer(),
        new ByteArraySerializer());
  }
}
