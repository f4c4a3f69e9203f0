package io.retune.bench.load;

import com.google.protobuf.Message;
import io.retune.bench.ingest.MadeUpDocuments;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicPartitioner;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Query;
import io.retune.schemas.v1.Question;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what users would. Thread-safe. */
final class Feeder implements AutoCloseable {
  private static final int QUESTIONS = 3;

  private final KafkaProducer<String, byte[]> producer;

  Feeder(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "partitioner.class",
                TopicPartitioner.class.getName()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** What a load is made of. */
  enum Form {
    /** Plain text for ingest. */
    DOCUMENTS,
    /** Nodes as an import writes them, for qa-gen. */
    NODES,
    /** Nodes with three questions each, as an import writes them, for embed. */
    QA_PAIRS;

    Topic<?> topic() {
      return switch (this) {
        case DOCUMENTS -> Topics.DOCUMENTS;
        case NODES -> Topics.NODES;
        case QA_PAIRS -> Topics.QA_PAIRS;
      };
    }
  }

  /** Writes a load, and returns when it is written. */
  void load(String collection, Form form, int count) {
    load(collection, form, count, form.topic().name());
  }

  /** Writes the same into any topic. */
  void load(String collection, Form form, int count, String topic) {
    MadeUpDocuments made = new MadeUpDocuments(collection, MadeUpDocuments.Format.TEXT);
    for (int i = 0; i < count; i++) {
      Document document = made.document(i);
      switch (form) {
        case DOCUMENTS -> send(topic, collection + "/d" + i, of(collection, "d" + i, document));
        case NODES -> send(topic, collection + "/n" + i, node(collection, i, document).build());
        case QA_PAIRS -> send(topic, collection + "/n" + i, qaPairs(collection, i, document));
      }
    }
    producer.flush();
  }

  /** A new version of a document. */
  void edit(String collection, String id, int number) {
    Document text =
        new MadeUpDocuments(collection + number, MadeUpDocuments.Format.TEXT).document(0);
    send(Topics.DOCUMENTS.name(), collection + "/" + id, of(collection, id, text));
    producer.flush();
  }

  void ask(String collection, String id) {
    send(
        Topics.QUERIES.name(),
        collection + "/" + id,
        Query.newBuilder().setText("What is the house of number " + id + "?").build());
    producer.flush();
  }

  /** A collection of nodes that people asked questions about. */
  void nodesWithQuestions(String collection, int count) {
    MadeUpDocuments made = new MadeUpDocuments(collection, MadeUpDocuments.Format.TEXT);
    for (int i = 0; i < count; i++) {
      Document document = made.document(i);
      send(
          Topics.NODES.name(),
          collection + "/n" + i,
          node(collection, i, document).addAllQuestions(questions(i, document)).build());
    }
    producer.flush();
  }

  private static QaPairs qaPairs(String collection, int number, Document text) {
    return QaPairs.newBuilder()
        .setNode(node(collection, number, text))
        .addAllQuestions(questions(number, text))
        .build();
  }

  /** Words of the text, as if people had asked them. */
  private static List<Question> questions(int number, Document text) {
    String[] words = text.getContent().toStringUtf8().split("\\W+");
    return IntStream.range(0, QUESTIONS)
        .mapToObj(each -> Arrays.copyOfRange(words, 20 * each, 20 * each + 9))
        .map(
            part ->
                Question.newBuilder()
                    .setQuestionId("q" + number + "-" + part[0] + part[1] + part[2])
                    .setText(String.join(" ", part) + "?")
                    .setOrigin(Origin.ORIGIN_HUMAN)
                    .build())
        .toList();
  }

  private static Document of(String collection, String id, Document text) {
    return text.toBuilder().setCollection(collection).setDocumentId(id).build();
  }

  private static Node.Builder node(String collection, int number, Document text) {
    return Node.newBuilder()
        .setCollection(collection)
        .setNodeId("n" + number)
        .setDocumentId("d" + number)
        .setText(text.getContent().toStringUtf8())
        .setLanguage("en");
  }

  private void send(String topic, String key, Message value) {
    producer.send(new ProducerRecord<>(topic, key, value.toByteArray()));
  }

  @Override
  public void close() {
    producer.close();
  }
}
