package io.retune.trainer.embed;

import io.retune.chassis.kafka.LatestByKey;
import io.retune.chassis.outage.AbandonedException;
import io.retune.chassis.outage.RefusedException;
import io.retune.chassis.outage.RemoteDependency;
import io.retune.chassis.outage.UnavailableException;
import io.retune.embedding.BaseEmbeddingModel;
import io.retune.embedding.EmbeddingException;
import io.retune.schemas.EntryKey;
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
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Embeds a batch of {@code qa-pairs}, all its texts together and each of them once. */
final class BatchEmbedder {

  /** Of a record's key and headers, with room to spare. */
  private static final int ENVELOPE_BYTES = 16 << 10;

  private static final int MAX_BYTES = Topics.EMBEDDINGS.maxMessageBytes() - ENVELOPE_BYTES;

  private static final String PROBE = "How deep is the sea?";

  private final BaseEmbeddingModel model;
  private final BaseModel modelMessage;
  private final RemoteDependency server;
  private final LocalQuestionShare localQuestions;
  private final EarlierVectors earlier;

  /**
   * @param server what the model runs on, whose failures are waited out
   * @param localQuestions which of them are embedded
   * @param earlier what need not be embedded again
   */
  BatchEmbedder(
      BaseEmbeddingModel model,
      BaseModel modelMessage,
      RemoteDependency server,
      LocalQuestionShare localQuestions,
      EarlierVectors earlier) {
    this.model = model;
    this.modelMessage = modelMessage;
    this.server = server;
    this.localQuestions = localQuestions;
    this.earlier = earlier;
  }

  /**
   * Blocks until the base model embeds them, however long its server is away.
   *
   * @param records in the order they were read
   * @param wanted false as soon as nobody waits for the outcomes any longer
   * @return one outcome for each record, in the same order
   * @throws AbandonedException if the process stops or they are no longer wanted
   */
  List<Outcome> embed(List<ConsumerRecord<String, byte[]>> records, BooleanSupplier wanted) {
    LatestByKey batch = LatestByKey.of(records);
    Map<ConsumerRecord<String, byte[]>, Outcome> outcomes = new HashMap<>();
    Map<ConsumerRecord<String, byte[]>, QaPairs> toEmbed = new LinkedHashMap<>();
    batch.superseded().forEach(record -> outcomes.put(record, new Outcome.Superseded(record)));
    batch.latest().forEach(record -> read(record, outcomes, toEmbed));
    embedAll(List.copyOf(toEmbed.entrySet()), outcomes, wanted);
    return records.stream().map(outcomes::get).map(Objects::requireNonNull).toList();
  }

  private void read(
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
        String collection = EntryKey.parse(record.key()).collection();
        toEmbed.put(record, localQuestions.of(collection, pairs.get()));
      }
    } catch (InvalidRecordException e) {
      outcomes.put(record, new Outcome.Rejected(record, e));
    }
  }

  /**
   * Waits until the model embeds them. What it refuses while it embeds other texts is halved, until
   * only the records at fault are left.
   */
  private void embedAll(
      List<Map.Entry<ConsumerRecord<String, byte[]>, QaPairs>> batch,
      Map<ConsumerRecord<String, byte[]>, Outcome> outcomes,
      BooleanSupplier wanted) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      Vectors vectors = server.call(() -> vectors(batch), this::probe, wanted);
      batch.forEach(
          entry ->
              outcomes.put(entry.getKey(), outcome(entry.getKey(), entry.getValue(), vectors)));
    } catch (RefusedException e) {
      if (batch.size() == 1) {
        outcomes.put(batch.get(0).getKey(), new Outcome.Rejected(batch.get(0).getKey(), e));
      } else {
        int half = batch.size() / 2;
        embedAll(batch.subList(0, half), outcomes, wanted);
        embedAll(batch.subList(half, batch.size()), outcomes, wanted);
      }
    }
  }

  /** A model that works embeds this. */
  private void probe() {
    embed(() -> model.embedQueries(List.of(PROBE)));
  }

  private static <T> T embed(Supplier<T> call) {
    try {
      return call.get();
    } catch (EmbeddingException e) {
      throw e.isWorthRetrying()
          ? UnavailableException.perhapsTheCall(e.getMessage())
          : new RefusedException(e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new RefusedException("the base model failed: " + e, e);
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

  private Vectors vectors(List<Map.Entry<ConsumerRecord<String, byte[]>, QaPairs>> batch) {
    Map<String, float[]> documents = new HashMap<>();
    Map<String, float[]> queries = new HashMap<>();
    batch.forEach(entry -> takeOver(entry.getKey().key(), documents, queries));
    Set<String> newDocuments = new LinkedHashSet<>();
    Set<String> newQueries = new LinkedHashSet<>();
    for (Map.Entry<ConsumerRecord<String, byte[]>, QaPairs> entry : batch) {
      QaPairs pairs = entry.getValue();
      if (pairs.hasNode()) {
        newDocuments.add(pairs.getNode().getText());
      }
      pairs.getQuestionsList().forEach(question -> newQueries.add(question.getText()));
    }
    newDocuments.removeAll(documents.keySet());
    newQueries.removeAll(queries.keySet());
    documents.putAll(byText(newDocuments, texts -> embed(() -> model.embedDocuments(texts))));
    queries.putAll(byText(newQueries, texts -> embed(() -> model.embedQueries(texts))));
    return new Vectors(documents, queries);
  }

  /** The vectors of what the same record was before: most of its texts are often the same. */
  private void takeOver(String key, Map<String, float[]> documents, Map<String, float[]> queries) {
    Optional<Embeddings> before =
        earlier.of(key).filter(embeddings -> embeddings.getBaseModel().equals(modelMessage));
    if (before.isEmpty()) {
      return;
    }
    if (before.get().hasNode()) {
      documents.put(before.get().getNode().getText(), VectorCodec.decode(before.get().getVector()));
    }
    for (Question question : before.get().getQuestionsList()) {
      queries.put(question.getText(), VectorCodec.decode(question.getVector()));
    }
  }

  private static Map<String, float[]> byText(
      Set<String> texts, Function<List<String>, float[][]> embed) {
    if (texts.isEmpty()) {
      return Map.of();
    }
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
