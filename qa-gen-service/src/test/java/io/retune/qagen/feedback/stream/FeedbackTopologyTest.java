package io.retune.qagen.feedback.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.retune.chassis.Service;
import io.retune.chassis.access.AdmittedCollections;
import io.retune.chassis.access.CollectionsConfig;
import io.retune.qagen.feedback.FeedbackConfig;
import io.retune.qagen.feedback.VersionClicks;
import io.retune.qagen.question.QuestionId;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.EntryKey;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.feedback.FeedbackRecord;
import io.retune.schemas.feedback.UbiAction;
import io.retune.schemas.feedback.UbiEvent;
import io.retune.schemas.feedback.UbiQuery;
import io.retune.schemas.v1.FeedbackQuestion;
import io.retune.schemas.v1.FeedbackQuestions;
import io.retune.schemas.v1.Origin;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackTopologyTest {
  private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");
  private static final TopicNames NAMES = new TopicNames("");
  private static final String ANSWERED = "How long does a refund take?";

  @TempDir Path state;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FeedbackMeters feedbackMeters = new FeedbackMeters(meters);
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> feedback;
  private TestInputTopic<String, byte[]> nodes;
  private TestOutputTopic<String, byte[]> found;
  private TestOutputTopic<String, byte[]> letters;
  private Instant now = START;

  @BeforeEach
  void start() {
    driver =
        new TopologyTestDriver(
            FeedbackTopology.build(
                config(FeedbackConfig.class, Map.of("retune.qa-gen.feedback.max-searches", "100")),
                NAMES,
                new Service("qa-gen", List.of()),
                new AdmittedCollections(
                    config(
                        CollectionsConfig.class,
                        Map.of("retune.collections.allowed", "default,shop"))),
                feedbackMeters,
                meters,
                Duration.ofDays(1)),
            properties(),
            START);
    feedback =
        driver.createInputTopic(
            NAMES.of(Topics.FEEDBACK), new StringSerializer(), new ByteArraySerializer());
    nodes =
        driver.createInputTopic(
            NAMES.of(Topics.NODES), new StringSerializer(), new ByteArraySerializer());
    found =
        driver.createOutputTopic(
            NAMES.of(Topics.FEEDBACK_QUESTIONS),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    letters =
        driver.createOutputTopic(
            NAMES.deadLetters("qa-gen", Topics.FEEDBACK),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void aThumbUpIsAnAnswerAtTheNextLook() throws Exception {
    // Given
    say(query("q-1", ANSWERED, 17, "n1", "n2"));
    say(thumb("q-1", "n2", UbiAction.THUMB_UP, "one", 1));

    // When
    look();

    // Then
    TestRecord<String, byte[]> record = found.readRecord();
    assertThat(record.key()).isEqualTo("shop/n2");
    FeedbackQuestion question = questions(record.value()).getQuestions(0);
    assertThat(question.getQuestion().getText()).isEqualTo(ANSWERED);
    assertThat(question.getQuestion().getOrigin()).isEqualTo(Origin.ORIGIN_HUMAN);
    assertThat(question.getQuestion().getGenerator()).isEqualTo("thumbs");
    assertThat(question.getQuestion().getQuestionId()).startsWith("feedback-");
    assertThat(question.getThumbsUp()).isEqualTo(1);
    assertThat(found.isEmpty()).isTrue();
  }

  @Test
  void aThumbDownTakesItBackAndALaterUpGivesItAgain() throws Exception {
    // Given
    say(query("q-1", ANSWERED, 0, "n1"));
    say(thumb("q-1", "n1", UbiAction.THUMB_UP, "one", 1));
    look();
    say(thumb("q-1", "n1", UbiAction.THUMB_DOWN, "one", 2));
    look();
    say(thumb("q-1", "n1", UbiAction.THUMB_UP, "one", 3));

    // When
    look();

    // Then
    List<TestRecord<String, byte[]>> records = found.readRecordsToList();
    assertThat(records)
        .extracting(record -> record.value() == null)
        .containsExactly(false, true, false);
  }

  @Test
  void anEventMayComeBeforeItsQueryAndThumbsInAnyOrder() throws Exception {
    // Given: the later thumb first
    say(thumb("q-1", "n1", UbiAction.THUMB_UP, "one", 5));
    say(thumb("q-1", "n1", UbiAction.THUMB_DOWN, "one", 4));
    look();
    say(query("q-1", ANSWERED, 0, "n1"));

    // When
    look();

    // Then
    assertThat(found.readKeyValuesToList()).extracting(each -> each.key).containsExactly("shop/n1");
  }

  @Test
  void theSameRecordsAgainChangeNothing() throws Exception {
    // Given
    List<ProducerRecord<String, byte[]>> records = clicked();
    records.forEach(this::say);
    look();
    found.readRecordsToList();
    records.forEach(this::say);

    // When
    look();

    // Then
    assertThat(found.isEmpty()).isTrue();
    assertThat(feedbackMeters.status("shop").orElseThrow().versions())
        .containsExactly(new VersionClicks(0, 60, 12, 1 / 3.));
  }

  @Test
  void clicksBeyondWhatRanksExplainAreAnAnswer() throws Exception {
    // Given: of 60 searches the 12 for one question are clicked, at the third place
    clicked().forEach(this::say);

    // When
    look();

    // Then
    TestRecord<String, byte[]> record = found.readRecord();
    FeedbackQuestion question = questions(record.value()).getQuestions(0);
    assertThat(record.key()).isEqualTo("shop/n3");
    assertThat(question.getQuestion().getText()).isEqualTo(ANSWERED);
    assertThat(question.getQuestion().getGenerator()).isEqualTo("clicks");
    assertThat(question.getClicks()).isEqualTo(12);
    assertThat(question.getPeople()).isEqualTo(12);
    assertThat(question.getClicksByVersionMap()).containsExactly(Map.entry(0, 12));
    assertThat(found.isEmpty()).isTrue();
  }

  @Test
  void whatCannotBeUsedIsADeadLetterWithTheReasonAndTheRestGoesOn() throws Exception {
    // Given
    say("q-0", "no json", "shop");
    say("q-0", "{\"user_query\": \"Why?\"}", "shop");
    say("q-0", "{\"query_id\": \"q-0\", \"user_query\": \"Why?\"}", "forbidden");
    feedback.pipeInput(new TestRecord<>("n1", null, new RecordHeaders(), now));
    say(query("q-1", ANSWERED, 0, "n1"));
    say(thumb("q-1", "n1", UbiAction.THUMB_UP, "one", 1));

    // When
    look();

    // Then
    assertThat(letters.readRecordsToList())
        .extracting(record -> DeadLetter.read(record.headers()).orElseThrow().reason())
        .containsExactly(
            "no JSON: Unrecognized token 'no': was expecting (JSON String, Number, Array, Object or"
                + " token 'null', 'true' or 'false')",
            "no 'query_id' of 1 to 256 characters",
            "collection 'forbidden' is none that retune.collections.allowed names",
            "key 'n1' is not collection/id");
    assertThat(found.readKeyValuesToList()).hasSize(1);
  }

  @Test
  void aRecordWithoutAHeaderIsOfTheDefaultCollection() throws Exception {
    // Given
    say(
        "q-1",
        "{\"query_id\": \"q-1\", \"user_query\": \"Why?\", \"query_response_hit_ids\": [\"n\"]}",
        null);
    say(
        "q-1",
        "{\"action_name\": \"thumb_up\", \"query_id\": \"q-1\", \"event_attributes\": {\"object\":"
            + " {\"object_id\": \"n\"}}}",
        null);
    say("q-1", "{\"action_name\": \"impression\", \"query_id\": \"q-1\"}", null);

    // When
    look();

    // Then
    assertThat(found.readRecord().key()).isEqualTo("default/n");
    assertThat(
            meters
                .get("retune.qa-gen.feedback.records")
                .tag("collection", "default")
                .tag("kind", "other")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void aNodeThatIsGoneTakesItsFeedbackWithIt() throws Exception {
    // Given
    say(query("q-1", ANSWERED, 0, "n1"));
    say(thumb("q-1", "n1", UbiAction.THUMB_UP, "one", 1));
    look();
    nodes.pipeInput("shop/n1", null, now);
    look();
    say(query("q-2", ANSWERED, 0, "n1"));

    // When: nobody says again that it answers
    look();

    // Then
    assertThat(found.readRecordsToList())
        .extracting(record -> record.value() == null)
        .containsExactly(false, true);
  }

  @Test
  void forgetsAQuestionAtAWord() throws Exception {
    // Given
    say(query("q-1", ANSWERED, 0, "n1"));
    say(thumb("q-1", "n1", UbiAction.THUMB_UP, "one", 1));
    look();
    String key = new EntryKey("shop", QuestionId.ofQuery(ANSWERED)).toString();
    feedback.pipeInput(new TestRecord<>(key, null, new RecordHeaders(), now));

    // When
    look();

    // Then
    assertThat(found.readRecordsToList())
        .extracting(record -> record.value() == null)
        .containsExactly(false, true);
    assertThat(searches()).isEmpty();
  }

  @Test
  void whatIsTooOldGoesAndItsQuestionsWithIt() throws Exception {
    // Given
    say(query("q-1", ANSWERED, 0, "n1"));
    say(thumb("q-1", "n1", UbiAction.THUMB_UP, "one", 1));
    look();

    // When: the first look after the hour in which all collections are looked at
    advance(Duration.ofDays(91));
    look();

    // Then
    assertThat(found.readRecordsToList())
        .extracting(record -> record.value() == null)
        .containsExactly(false, true);
    assertThat(searches()).isEmpty();
  }

  @Test
  void keepsNoMoreSearchesThanItMayAndTheLast() throws Exception {
    // Given
    for (int i = 0; i < 130; i++) {
      now = START.minusSeconds(200 - i);
      say(query("q-" + i, "question " + i, 0, "n1"));
    }

    // When
    look();

    // Then
    assertThat(searches()).hasSize(100).contains("shop/q-30").doesNotContain("shop/q-29");
    assertThat(meters.get("retune.qa-gen.feedback.searches.dropped").counter().count())
        .isEqualTo(30);
  }

  /** Searches for five questions; the hits of one of them are clicked, by twelve people. */
  private List<ProducerRecord<String, byte[]>> clicked() {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      boolean isAnswered = i % 5 == 0;
      records.add(
          query("q-" + i, isAnswered ? ANSWERED : "question " + i % 5, 0, "n1", "n2", "n3"));
      if (isAnswered) {
        records.add(thumb("q-" + i, "n3", UbiAction.CLICK, "client " + i, 1));
      }
    }
    return records;
  }

  private ProducerRecord<String, byte[]> query(
      String id, String text, int version, String... hits) {
    return FeedbackRecord.of(
        NAMES,
        "shop",
        new UbiQuery(id, "browser", text, List.of(hits), OptionalInt.of(version), START));
  }

  private ProducerRecord<String, byte[]> thumb(
      String id, String node, UbiAction action, String client, int minute) {
    return FeedbackRecord.of(
        NAMES,
        "shop",
        new UbiEvent(
            id, client, action, node, 1, START.minusSeconds(600).plusSeconds(60L * minute)));
  }

  private void say(ProducerRecord<String, byte[]> record) {
    feedback.pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), now));
  }

  private void say(String key, String json, String collection) {
    RecordHeaders headers = new RecordHeaders();
    if (collection != null) {
      FeedbackRecord.stamp(headers, collection);
    }
    feedback.pipeInput(new TestRecord<>(key, json.getBytes(StandardCharsets.UTF_8), headers, now));
  }

  private List<String> searches() {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all =
        driver.<String, byte[]>getKeyValueStore(FeedbackTopology.SEARCHES).all()) {
      all.forEachRemaining(each -> keys.add(each.key));
    }
    return keys;
  }

  private void look() {
    advance(Duration.ofMinutes(1));
  }

  private void advance(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
  }

  private static FeedbackQuestions questions(byte[] value) throws IOException {
    return Topics.FEEDBACK_QUESTIONS.parse(value);
  }

  private static <T> T config(Class<T> type, Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, 100, new DurationConverter())
        .withMapping(type)
        .withDefaultValues(settings)
        .build()
        .getConfigMapping(type);
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "feedback-test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    return properties;
  }
}
