package io.retune.schemas;

import static io.retune.schemas.Cleanup.COMPACT;
import static io.retune.schemas.Cleanup.COMPACT_FOR_A_DAY;
import static io.retune.schemas.Cleanup.COMPACT_FOR_A_MONTH;
import static io.retune.schemas.Cleanup.DELETE_AFTER_A_WEEK;
import static io.retune.schemas.Partitioning.BY_COLLECTION;
import static io.retune.schemas.Partitioning.BY_KEY;

import com.google.protobuf.BytesValue;
import com.google.protobuf.Message;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.Answer;
import io.retune.schemas.v1.BaseModelState;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.FeedState;
import io.retune.schemas.v1.FeedbackQuestions;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Query;
import io.retune.schemas.v1.TrainingRequest;
import java.util.List;
import java.util.Optional;

/** Every topic of Retune, declared once. */
public final class Topics {
  /** The largest content of a document. */
  public static final int MAX_DOCUMENT_BYTES = 64 << 20;

  private static final int USUAL_MESSAGE_BYTES = 1 << 20;

  /** A node with a hundred questions of 3,072 dimensions has 1.2 MB of vectors. */
  private static final int VECTORS_MESSAGE_BYTES = 8 << 20;

  /** A row of a database with a long text, and its row before. */
  private static final int RECORD_MESSAGE_BYTES = 8 << 20;

  /** 20,000 pages, each with two addresses. */
  private static final int FEED_MESSAGE_BYTES = 8 << 20;

  private static final int DOCUMENT_MESSAGE_BYTES = MAX_DOCUMENT_BYTES + (2 << 20);

  /** Room for the headers that a dead letter has beyond those of its record. */
  private static final int DEAD_LETTER_BYTES = 64 << 10;

  /** A linear adapter of 3,072 dimensions has 38 MB of weights. */
  private static final int WEIGHTS_MESSAGE_BYTES = 64 << 20;

  /**
   * The largest file of weights: a record of it has room for its lineage, and for the headers of a
   * dead letter.
   */
  public static final int MAX_WEIGHTS_BYTES = WEIGHTS_MESSAGE_BYTES - (2 << 20);

  public static final Topic<Document> DOCUMENTS =
      new Topic<>(
          "documents",
          Document.getDefaultInstance(),
          "collection/documentId",
          BY_KEY,
          COMPACT,
          DOCUMENT_MESSAGE_BYTES);

  public static final Topic<BytesValue> RECORDS =
      new Topic<>(
          "records",
          BytesValue.getDefaultInstance(),
          "of the system that writes them",
          BY_KEY,
          DELETE_AFTER_A_WEEK,
          RECORD_MESSAGE_BYTES,
          Topic.Encoding.FOREIGN);

  public static final Topic<FeedState> FEEDS =
      new Topic<>(
          "feeds",
          FeedState.getDefaultInstance(),
          "collection/feed",
          BY_KEY,
          COMPACT,
          FEED_MESSAGE_BYTES);

  public static final Topic<Node> NODES =
      new Topic<>(
          "nodes",
          Node.getDefaultInstance(),
          "collection/nodeId",
          BY_KEY,
          COMPACT,
          USUAL_MESSAGE_BYTES);

  public static final Topic<Query> QUERIES =
      new Topic<>(
          "queries",
          Query.getDefaultInstance(),
          "collection/queryId",
          BY_KEY,
          COMPACT_FOR_A_MONTH,
          USUAL_MESSAGE_BYTES);

  /** Searches, clicks and thumbs, in JSON. */
  public static final Topic<BytesValue> FEEDBACK =
      new Topic<>(
          "feedback",
          BytesValue.getDefaultInstance(),
          "of the application that writes them",
          BY_KEY,
          DELETE_AFTER_A_WEEK,
          USUAL_MESSAGE_BYTES,
          Topic.Encoding.FOREIGN);

  public static final Topic<FeedbackQuestions> FEEDBACK_QUESTIONS =
      new Topic<>(
          "feedback-questions",
          FeedbackQuestions.getDefaultInstance(),
          "collection/nodeId",
          BY_KEY,
          COMPACT,
          USUAL_MESSAGE_BYTES);

  public static final Topic<Answer> ANSWERS =
      new Topic<>(
          "answers",
          Answer.getDefaultInstance(),
          "collection/nodeId",
          BY_KEY,
          COMPACT_FOR_A_DAY,
          USUAL_MESSAGE_BYTES);

  public static final Topic<QaPairs> QA_PAIRS =
      new Topic<>(
          "qa-pairs",
          QaPairs.getDefaultInstance(),
          "collection/nodeId",
          BY_KEY,
          COMPACT,
          VECTORS_MESSAGE_BYTES);

  public static final Topic<Embeddings> EMBEDDINGS =
      new Topic<>(
          "embeddings",
          Embeddings.getDefaultInstance(),
          "collection/nodeId",
          BY_COLLECTION,
          COMPACT,
          VECTORS_MESSAGE_BYTES);

  public static final Topic<TrainingRequest> REQUESTS =
      new Topic<>(
          "requests",
          TrainingRequest.getDefaultInstance(),
          "collection/requestId",
          BY_COLLECTION,
          DELETE_AFTER_A_WEEK,
          WEIGHTS_MESSAGE_BYTES);

  public static final Topic<AdapterCheckpoint> ADAPTER_CHECKPOINTS =
      new Topic<>(
          "adapter-checkpoints",
          AdapterCheckpoint.getDefaultInstance(),
          "collection/version",
          BY_COLLECTION,
          COMPACT,
          WEIGHTS_MESSAGE_BYTES);

  public static final Topic<EvaluationReport> EVALUATION_REPORTS =
      new Topic<>(
          "evaluation-reports",
          EvaluationReport.getDefaultInstance(),
          "collection/version",
          BY_COLLECTION,
          COMPACT,
          USUAL_MESSAGE_BYTES);

  public static final Topic<AdapterRelease> ADAPTER_RELEASES =
      new Topic<>(
          "adapter-releases",
          AdapterRelease.getDefaultInstance(),
          "collection",
          BY_COLLECTION,
          COMPACT,
          WEIGHTS_MESSAGE_BYTES);

  /** Beside the flow: one record a base model. */
  public static final Topic<BaseModelState> BASE_MODELS =
      new Topic<>(
          "base-models",
          BaseModelState.getDefaultInstance(),
          "fingerprint",
          BY_KEY,
          COMPACT,
          VECTORS_MESSAGE_BYTES);

  /** In the order of the flow. */
  public static final List<Topic<?>> ALL =
      List.of(
          RECORDS,
          FEEDS,
          DOCUMENTS,
          NODES,
          QUERIES,
          FEEDBACK,
          FEEDBACK_QUESTIONS,
          ANSWERS,
          QA_PAIRS,
          EMBEDDINGS,
          REQUESTS,
          ADAPTER_CHECKPOINTS,
          EVALUATION_REPORTS,
          ADAPTER_RELEASES,
          BASE_MODELS);

  /**
   * Topics of which a stage reads the same partitions, so that they have the same number: those by
   * collection, and nodes with what feedback found of them.
   */
  public static final List<List<Topic<?>>> READ_TOGETHER =
      List.of(
          ALL.stream().filter(topic -> topic.partitioning() == BY_COLLECTION).toList(),
          List.of(NODES, FEEDBACK_QUESTIONS));

  /** The largest record of any topic. */
  public static final int LARGEST_MESSAGE_BYTES =
      ALL.stream().mapToInt(Topic::maxMessageBytes).max().orElseThrow();

  private Topics() {}

  /** The topic of this name, given without a deployment's prefix. */
  public static Optional<Topic<?>> named(String name) {
    return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
  }

  /**
   * Where a service puts the records of a topic that it cannot work on, as they were.
   *
   * @param service such as {@code ingest}
   */
  public static <V extends Message> Topic<V> deadLetters(String service, Topic<V> source) {
    return new Topic<>(
        "dlq." + service + "." + source.name(),
        source.prototype(),
        source.keyForm(),
        BY_KEY,
        COMPACT_FOR_A_MONTH,
        source.maxMessageBytes() + DEAD_LETTER_BYTES,
        source.encoding());
  }
}
