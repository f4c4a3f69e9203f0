package io.retune.cli.demo;

import com.google.protobuf.ByteString;
import io.retune.cli.BuildFacts;
import io.retune.cli.document.AnsweredQuestions;
import io.retune.cli.stack.Installation;
import io.retune.schemas.v1.AnsweredQuestion;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Split;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * Real documents: the API documentation of the Kafka client, in an older version, and then in a
 * newer one, whose pages come in as updates.
 *
 * <p>Pages that a question set of people asks about are validation documents, so that no version
 * trains on those questions.
 */
final class DefaultFeed {
  private static final String QUESTIONS = "/questions/kafka-clients.json";

  /** Streamed beside the pages that are asked about: their questions are trained on. */
  private static final Pattern TRAINING_PAGES =
      Pattern.compile(
          "org/apache/kafka/clients/(consumer|producer|admin)/"
              + "(ConsumerConfig|ProducerConfig|AdminClientConfig|RecordMetadata|ConsumerRecords"
              + "|TopicDescription|ConfigEntry|MemberDescription)\\.html");

  private final String collection;
  private final AnsweredQuestions questions;

  private DefaultFeed(String collection, AnsweredQuestions questions) {
    this.collection = collection;
    this.questions = questions;
  }

  static Feed read(Installation installation, BuildFacts facts, String collection) {
    DefaultFeed feed = new DefaultFeed(collection, questions());
    SortedMap<String, JavadocPage> older =
        JavadocJar.read(installation.feedJar(facts.olderFeed()), feed::isStreamed);
    SortedMap<String, JavadocPage> newer =
        JavadocJar.read(installation.feedJar(facts.newerFeed()), feed::isStreamed);
    List<String> removed = new ArrayList<>(older.keySet());
    removed.removeAll(newer.keySet());
    return new Feed(
        List.of(
            new FeedStep("kafka-clients " + facts.olderFeed(), feed.documents(older), List.of()),
            new FeedStep("kafka-clients " + facts.newerFeed(), feed.documents(newer), removed)),
        "developers'");
  }

  private boolean isStreamed(String page) {
    return !questions.of(page).isEmpty() || TRAINING_PAGES.matcher(page).matches();
  }

  private List<Document> documents(SortedMap<String, JavadocPage> pages) {
    return pages.entrySet().stream().map(this::document).toList();
  }

  private Document document(Map.Entry<String, JavadocPage> page) {
    List<AnsweredQuestion> asked = questions.of(page.getKey());
    return Document.newBuilder()
        .setCollection(collection)
        .setDocumentId(page.getKey())
        .setContent(ByteString.copyFromUtf8(page.getValue().html()))
        .setMediaType("text/html")
        .setTitle(page.getValue().heading())
        .setSplit(asked.isEmpty() ? Split.SPLIT_TRAIN : Split.SPLIT_VALIDATION)
        .addAllQuestions(asked)
        .build();
  }

  private static AnsweredQuestions questions() {
    try (InputStream stream = DefaultFeed.class.getResourceAsStream(QUESTIONS)) {
      return AnsweredQuestions.read(stream, "developers");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
