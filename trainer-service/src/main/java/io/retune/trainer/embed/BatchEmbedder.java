package io.retune.trainer.embed;

import io.retune.chassis.kafka.LatestByKey;
import io.retune.embedding.BaseEmbeddingModel;
import io.retune.embedding.EmbeddingException;
import io.retune.schemas.Topics;
import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Embeds a batch of {@code qa-pairs}, all its texts together and each of them once. */
final class BatchEmbedder {

  /** Of a record's key and headers, with room to spare. */
  private static final int ENVELOPE_BYTES = 16 << 10;

  private static final int MAX_BYTES = Topics.EMBEDDINGS.maxMessageBytes() - ENVELOPE_BYTES;

  private final BaseEmbeddingModel model;
  private final BaseModel modelMessage;

  BatchEmbedder(BaseEmbeddingModel model, BaseModel modelMessage) {
    this.model = model;
    this.modelMessage = modelMessage;
  }

  /**
   * @param records in the order they were read
   * @return one outcome for each record, in the same order
   */
  List<Outcome> embed(List<ConsumerRecord<String, byte[]>> records) {
    LatestByKey batch = LatestByKey.of(records);
    Map<ConsumerRecord<String, byte[]>, Outcome> outcomes = new HashMap<>();
    Map<ConsumerRecord<String, byte[]>, QaPairs> toEmbed = new LinkedHashMap<>();
    batch.superseded().forEach(record -> outcomes.put(record, new Outcome.Superseded(record)));
    batch.latest().forEach(record -> read(record, outcomes, toEmbed));
    embedAll(toEmbed, outcomes);
    return records.stream().map(outcomes::get).map(Objects::requireNonNull).toList();
  }

  private static void read(
      ConsumerRecord<String, byte[]> record,
      Map<ConsumerRecord<String, byte[]>, Outcome> outcomes,
      Map<ConsumerRecord<String, byte[]>, QaPairs> toEmbed) {
    try {
      Optional<QaPairs> pairs = QaPairsReader.read(record);
      if (pairs.isEmpty()) {
        outcomes.put(record, new Outcome.Deleted(record));
      } else if (GivenVectors.in(pairs.get())) {
        Embeddings embeddings = checkSize(GivenVectors.embeddings(pairs.get()));
        outcomes.put(record, new Outcome.TakenOver(record, embeddings));
      } else {
        toEmbed.put(record, pairs.get());
      }
    } catch (InvalidRecordException e) {
      outcomes.put(record, new Outcome.Rejected(record, e));
    }
  }

  private void embedAll(
      Map<ConsumerRecord<String, byte[]>, QaPairs> batch,
      Map<ConsumerRecord<String, byte[]>, Outcome> outcomes) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      Vectors vectors = vectors(batch.values());
      batch.forEach((record, pairs) -> outcomes.put(record, outcome(record, pairs, vectors)));
    } catch (EmbeddingException e) {
      if (batch.size() == 1 || e.isWorthRetrying()) {
        // The model has tried as often as it is allowed to; trying each record apart would multiply
        // that.
        batch.keySet().forEach(record -> outcomes.put(record, new Outcome.Rejected(record, e)));
      } else {
        batch.forEach((record, pairs) -> embedAll(Map.of(record, pairs), outcomes));
      }
    }
  }

  private Outcome outcome(ConsumerRecord<String, byte[]> record, QaPairs pairs, Vectors vectors) {
    try {
      return new Outcome.Embedded(record, checkSize(embeddings(pairs, vectors)));
    } catch (InvalidRecordException e) {
      return new Outcome.Rejected(record, e);
    }
  }

  private Embeddings embeddings(QaPairs pairs, Vectors vectors) {
    Embeddings.Builder embeddings = Embeddings.newBuilder().setBaseModel(modelMessage);
    if (pairs.hasNode()) {
      embeddings
          .setNode(pairs.getNode().toBuilder().clearQuestions())
          .setVector(VectorCodec.encode(vectors.documents().get(pairs.getNode().getText())));
    }
    for (Question question : pairs.getQuestionsList()) {
      embeddings.addQuestions(
          question.toBuilder()
              .setVector(VectorCodec.encode(vectors.queries().get(question.getText()))));
    }
    return embeddings.build();
  }

  private static Embeddings checkSize(Embeddings embeddings) throws InvalidRecordException {
    if (embeddings.getSerializedSize() > MAX_BYTES) {
      throw new InvalidRecordException(
          embeddings.getQuestionsCount()
              + " questions with their vectors are "
              + embeddings.getSerializedSize()
              + " bytes, more than a record may hold");
    }
    return embeddings;
  }

  private Vectors vectors(Iterable<QaPairs> batch) {
    Set<String> documents = new LinkedHashSet<>();
    Set<String> queries = new LinkedHashSet<>();
    for (QaPairs pairs : batch) {
      if (pairs.hasNode()) {
        documents.add(pairs.getNode().getText());
      }
      pairs.getQuestionsList().forEach(question -> queries.add(question.getText()));
    }
    return new Vectors(
        byText(documents, model::embedDocuments), byText(queries, model::embedQueries));
  }

  private static Map<String, float[]> byText(
      Set<String> texts, Function<List<String>, float[][]> embed) {
    List<String> ordered = new ArrayList<>(texts);
    float[][] vectors = embed.apply(ordered);
    Map<String, float[]> byText = new HashMap<>();
    for (int i = 0; i < vectors.length; i++) {
      byText.put(ordered.get(i), vectors[i]);
    }
    return byText;
  }

  private record Vectors(Map<String, float[]> documents, Map<String, float[]> queries) {}
}
