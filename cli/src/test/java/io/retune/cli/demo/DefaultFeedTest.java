package io.retune.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.cli.BuildFacts;
import io.retune.cli.stack.Installation;
import io.retune.schemas.v1.AnsweredQuestion;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DefaultFeedTest {
  private static List<FeedStep> steps;

  @BeforeAll
  static void readFeed() {
    Installation installation = new Installation(Path.of("..").toAbsolutePath());
    steps = DefaultFeed.read(installation, BuildFacts.read(), "default").steps();
  }

  @Test
  void streamsAnOlderVersionAndThenANewerOneAsItsUpdate() {
    // Given
    BuildFacts facts = BuildFacts.read();

    // When
    List<String> older = ids(steps.get(0));

    // Then
    assertThat(steps)
        .extracting(FeedStep::name)
        .containsExactly(
            "kafka-clients " + facts.olderFeed(), "kafka-clients " + facts.newerFeed());
    assertThat(older).contains("org/apache/kafka/clients/consumer/KafkaConsumer.html");
    assertThat(ids(steps.get(1))).containsAll(older);
  }

  @Test
  void keepsPagesThatPeopleAskAboutOutOfTraining() {
    // Given
    Stream<Document> documents = steps.stream().flatMap(step -> step.documents().stream());

    // When
    List<Document> asked = documents.filter(document -> document.getQuestionsCount() > 0).toList();

    // Then
    assertThat(asked)
        .isNotEmpty()
        .allMatch(document -> document.getSplit() == Split.SPLIT_VALIDATION);
  }

  @Test
  void streamsEachQuestionOfItsSet() {
    // Given
    FeedStep newer = steps.get(1);

    // When
    Stream<AnsweredQuestion> questions =
        newer.documents().stream().flatMap(document -> document.getQuestionsList().stream());

    // Then
    assertThat(questions).hasSizeGreaterThanOrEqualTo(150);
  }

  @Test
  void takesTheMainContentOfAPageOnly() {
    // Given
    Document page =
        steps.get(0).documents().stream()
            .filter(document -> document.getDocumentId().endsWith("/ConsumerRecord.html"))
            .findFirst()
            .orElseThrow();

    // When
    String html = page.getContent().toStringUtf8();

    // Then
    assertThat(html).contains("A key/value pair to be received from Kafka").contains("<main");
    assertThat(html).doesNotContain("<nav").doesNotContain("<script");
    assertThat(page.getTitle()).isEqualTo("Class ConsumerRecord");
  }

  private static List<String> ids(FeedStep step) {
    return step.documents().stream().map(Document::getDocumentId).toList();
  }
}
