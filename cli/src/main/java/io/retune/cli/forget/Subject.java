package io.retune.cli.forget;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.schemas.DocumentHeader;
import io.retune.schemas.EntryKey;
import io.retune.schemas.QueryKey;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import io.retune.schemas.feedback.FeedbackQuestionId;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.FeedbackQuestion;
import io.retune.schemas.v1.FeedbackQuestions;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is to be forgotten in a collection: it knows which records hold any of it. */
public sealed interface Subject {

  /** Where its text comes in. */
  Topic<?> source();

  /** The topics that may hold its text, the source first. */
  List<Topic<?>> topics();

  /**
   * The topics that other systems write to and that may hold its text under keys of theirs. Their
   * dead letters say in a header whom they are about.
   */
  List<Topic<?>> inboxes();

  /** For people. */
  String name();

  /**
   * Whether a record of this key is about it alone, so that a tombstone deletes it. Others hold it
   * beside what stays, and their services write them anew without it.
   */
  boolean isAlone(String key);

  /**
   * The key of a record without a value that tells whoever keeps searches to forget it; empty where
   * they hold none of it.
   */
  Optional<String> keyOfSearches();

  /**
   * Whether a record holds any of it.
   *
   * @param topic that the record was written to at first; it may lie among dead letters
   * @param record with a value
   */
  boolean isIn(Topic<?> topic, ConsumerRecord<String, byte[]> record);

  /** A document, with its nodes and the questions asked of them. */
  record DocumentSubject(String collection, String documentId) implements Subject {
    public DocumentSubject {
      Objects.requireNonNull(collection, "collection");
      Objects.requireNonNull(documentId, "documentId");
    }

    @Override
    public Topic<?> source() {
      return Topics.DOCUMENTS;
    }

    @Override
    public List<Topic<?>> topics() {
      return List.of(
          Topics.DOCUMENTS, Topics.NODES, Topics.ANSWERS, Topics.QA_PAIRS, Topics.EMBEDDINGS);
    }

    @Override
    public List<Topic<?>> inboxes() {
      return List.of(Topics.RECORDS);
    }

    @Override
    public String name() {
      return documentId;
    }

    @Override
    public boolean isAlone(String key) {
      return true;
    }

    @Override
    public Optional<String> keyOfSearches() {
      return Optional.empty();
    }

    @Override
    public boolean isIn(Topic<?> topic, ConsumerRecord<String, byte[]> record) {
      if (topic == Topics.RECORDS) {
        return DocumentHeader.read(record.headers())
            .filter(new EntryKey(collection, documentId)::equals)
            .isPresent();
      }
      if (topic == Topics.DOCUMENTS) {
        return record.key().equals(new EntryKey(collection, documentId).toString());
      }
      return record.key().startsWith(EntryKey.prefix(collection))
          && document(topic, record.value()).equals(documentId);
    }

    private static String document(Topic<?> topic, byte[] value) {
      if (topic != Topics.ANSWERS) {
        return node(topic, value).getDocumentId();
      }
      try {
        return Topics.ANSWERS.parse(value).getDocumentId();
      } catch (InvalidProtocolBufferException e) {
        return "";
      }
    }

    private static Node node(Topic<?> topic, byte[] value) {
      try {
        if (topic == Topics.NODES) {
          return Topics.NODES.parse(value);
        }
        if (topic == Topics.QA_PAIRS) {
          return Topics.QA_PAIRS.parse(value).getNode();
        }
        return topic == Topics.EMBEDDINGS
            ? Topics.EMBEDDINGS.parse(value).getNode()
            : Node.getDefaultInstance();
      } catch (InvalidProtocolBufferException e) {
        return Node.getDefaultInstance();
      }
    }
  }

  /** A question that a user asked, by its words. */
  record QuerySubject(String collection, String text) implements Subject {
    public QuerySubject {
      Objects.requireNonNull(collection, "collection");
      Objects.requireNonNull(text, "text");
    }

    @Override
    public Topic<?> source() {
      return Topics.QUERIES;
    }

    @Override
    public List<Topic<?>> topics() {
      return List.of(Topics.QUERIES, Topics.FEEDBACK_QUESTIONS, Topics.QA_PAIRS, Topics.EMBEDDINGS);
    }

    @Override
    public List<Topic<?>> inboxes() {
      return List.of(Topics.FEEDBACK);
    }

    @Override
    public String name() {
      return "the question \"" + text + "\"";
    }

    @Override
    public boolean isAlone(String key) {
      return key.startsWith(EntryKey.prefix(collection)) && QueryKey.isQuery(EntryKey.parse(key));
    }

    @Override
    public Optional<String> keyOfSearches() {
      return Optional.of(new EntryKey(collection, QueryKey.ofText(text)).toString());
    }

    @Override
    public boolean isIn(Topic<?> topic, ConsumerRecord<String, byte[]> record) {
      if (topic == Topics.FEEDBACK) {
        return isOfSearch(record.value());
      }
      if (!record.key().startsWith(EntryKey.prefix(collection))) {
        return false;
      }
      try {
        if (topic == Topics.QUERIES) {
          return Topics.QUERIES.parse(record.value()).getText().equals(text);
        }
        boolean ofQuery = QueryKey.isQuery(EntryKey.parse(record.key()));
        return questions(topic, record.value()).stream()
            .filter(question -> ofQuery || FeedbackQuestionId.isOne(question.getQuestionId()))
            .anyMatch(question -> question.getText().equals(text));
      } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
        return false;
      }
    }

    /** A dead letter, of any collection: its header may be what is wrong with it. */
    private boolean isOfSearch(byte[] value) {
      try {
        return new ObjectMapper().readTree(value).path("user_query").asText().strip().equals(text);
      } catch (IOException e) {
        return false;
      }
    }

    private static List<Question> questions(Topic<?> topic, byte[] value)
        throws InvalidProtocolBufferException {
      if (topic == Topics.QA_PAIRS) {
        return QaPairs.parseFrom(value).getQuestionsList();
      }
      if (topic == Topics.FEEDBACK_QUESTIONS) {
        return FeedbackQuestions.parseFrom(value).getQuestionsList().stream()
            .map(FeedbackQuestion::getQuestion)
            .toList();
      }
      return topic == Topics.EMBEDDINGS
          ? Embeddings.parseFrom(value).getQuestionsList()
          : List.of();
    }
  }
}
