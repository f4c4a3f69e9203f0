package io.retune.bench.load;

import com.google.protobuf.Message;
import io.retune.bench.ingest.MadeUpDocuments;
import io.retune.schemas.TopicPartitioner;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Query;
import io.retune.schemas.v1.Question;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what users would. Thread-safe. */
final class Feeder implements AutoCloseable {
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
    NODES
  }

  /** Writes a load, and returns when it is written. */
  void load(String collection, Form form, int count) {
    String topic = (form == Form.DOCUMENTS ? Topics.DOCUMENTS : Topics.NODES).name();
    load(collection, form, count, topic);
  }

  /** Writes the same into any topic. */
  void load(String collection, Form form, int count, String topic) {
    MadeUpDocuments made = new MadeUpDocuments(collection, MadeUpDocuments.Format.TEXT);
    for (int i = 0; i < count; i++) {
      Document document = made.document(i);
      if (form == Form.DOCUMENTS) {
        send(topic, collection + "/d" + i, of(collection, "d" + i, document));
      } else {
        send(topic, collection + "/n" + i, node(collection, i, document).build());
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
      String[] words = document.getContent().toStringUtf8().split("\\W+");
      Node.Builder node = node(collection, i, document);
      for (int each = 0; each < 3; each++) {
        String text = String.join(" ", Arrays.copyOfRange(words, 20 * each, 20 * each + 9));
        node.addQuestions(
            Question.newBuilder()
                .setQuestionId("q" + i + "-" + each)
                .setText(text + "?")
                .setOrigin(Origin.ORIGIN_HUMAN));
      }
      send(Topics.NODES.name(), collection + "/n" + i, node.build());
    }
    producer.flush();
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
