package io.retune.trainer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.Split;
import io.retune.testing.SecuredBroker;
import io.retune.testing.SecuredBrokerResource;
import io.retune.testing.SecuredServiceProfile;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** With TLS, a login, and no rights but those of the documentation. */
@QuarkusTest
@TestProfile(SecuredClusterTest.Settings.class)
class SecuredClusterTest {
  /** As this service, with triggers that a test need not wait for. */
  public static final class Settings extends SecuredServiceProfile {
    public Settings() {
      super(Map.of(SecuredBrokerResource.USER, "trainer"));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
      settings.put("retune.train.quiet", "1s");
      settings.put("retune.train.check-interval", "100ms");
      settings.put("retune.train.whitened.steps", "5");
      return settings;
    }
  }

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final List<String> THINGS =
      List.of("tide", "wind", "rain", "snow", "fog", "moon", "sun", "ice", "cloud", "storm");

  /** With 10 nodes more than the 20 questions that a training needs. */
  private static final List<String> ASKED =
      List.of("Who records the %s?", "When is the %s recorded?", "What of the %s is recorded?");

  SecuredBroker broker;

  @Test
  void embedsAndTrainsWithTheRightsOfThePage() {
    // Given
    byte[] unreadable = "no questions".getBytes(StandardCharsets.US_ASCII);

    // When
    try (TopicWriter writer = new TopicWriter(broker.bootstrap(), administrator())) {
      writer.writeBytes(Topics.QA_PAIRS, "fed/bad", unreadable);
      feed(writer, "fed");
    }

    // Then
    assertThat(awaitRecord(Topics.ADAPTER_CHECKPOINTS, "fed/1").getLineage().getNodes())
        .isEqualTo(THINGS.size());
    assertThat(awaitRecord(Topics.EMBEDDINGS, "fed/tide").hasVector()).isTrue();
    assertThat(awaitKey(Topics.deadLetters("trainer", Topics.QA_PAIRS), "fed/bad").value())
        .isEqualTo(unreadable);
  }

  @Test
  void keepsAndDoesARequestWithTheRightsOfThePage() {
    // Given
    given().post("/collections/asked/retrain").then().statusCode(202);

    // When
    try (TopicWriter writer = new TopicWriter(broker.bootstrap(), administrator())) {
      feed(writer, "asked");
    }

    // Then
    assertThat(awaitRecord(Topics.ADAPTER_CHECKPOINTS, "asked/1").getLineage().getTrigger())
        .isEqualTo("request");
  }

  private static void feed(TopicWriter writer, String collection) {
    for (String thing : THINGS) {
      writer.write(Topics.QA_PAIRS, collection + "/" + thing, pairs(thing));
    }
  }

  private static QaPairs pairs(String thing) {
    QaPairs.Builder pairs =
        QaPairs.newBuilder()
            .setNode(
                Node.newBuilder()
                    .setNodeId(thing)
                    .setDocumentId(thing + ".txt")
                    .setText("The lighthouse keeper records the " + thing + " every morning.")
                    .setSplit(Split.SPLIT_TRAIN));
    for (String question : ASKED) {
      pairs.addQuestions(
          Question.newBuilder()
              .setQuestionId("q" + pairs.getQuestionsCount() + "-" + thing)
              .setText(question.formatted(thing))
              .setOrigin(Origin.ORIGIN_LOCAL));
    }
    return pairs.build();
  }

  private <V extends Message> V awaitRecord(Topic<V> topic, String key) {
    try {
      return topic.parse(awaitKey(topic, key).value());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("unreadable record in " + topic.name(), e);
    }
  }

  private ConsumerRecord<String, byte[]> awaitKey(Topic<?> topic, String key) {
    try (TopicReader<?> reader =
        new TopicReader<>(broker.bootstrap(), administrator(), topic, TIMEOUT)) {
      return reader
          .awaitRecords(all -> all.stream().anyMatch(each -> each.key().equals(key)))
          .stream()
          .filter(each -> each.key().equals(key))
          .findFirst()
          .orElseThrow();
    }
  }

  private Map<String, String> administrator() {
    return broker.client(SecuredBroker.ADMINISTRATOR);
  }
}
