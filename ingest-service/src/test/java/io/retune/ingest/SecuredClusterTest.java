package io.retune.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Node;
import io.retune.testing.SecuredBroker;
import io.retune.testing.SecuredBrokerResource;
import io.retune.testing.SecuredServiceProfile;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** With TLS, a login, and no rights but those of the documentation. */
@QuarkusTest
@TestProfile(SecuredClusterTest.Settings.class)
class SecuredClusterTest {
  /** As this service. */
  public static final class Settings extends SecuredServiceProfile {
    public Settings() {
      super(Map.of(SecuredBrokerResource.USER, "ingest"));
    }
  }

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  SecuredBroker broker;

  @Test
  void makesNodesOfADocumentWithTheRightsOfThePage() {
    // Given
    String text = "The lighthouse keeper records the height of the tide every morning.";

    // When
    given()
        .contentType("text/plain")
        .body(text)
        .put("/collections/secured/documents/handbook.txt")
        .then()
        .statusCode(202);

    // Then
    assertThat(awaitNodesOf("secured", 1)).containsExactly(text);
  }

  @Test
  void makesNodesOfAnotherSystemsRecordWithTheRightsOfThePage() {
    // Given
    String row = "{\"id\": \"7\", \"text\": \"The tide table hangs beside the door.\"}";

    // When
    try (TopicWriter writer = new TopicWriter(broker.bootstrap(), broker.client("connect"))) {
      writer.writeBytes(Topics.RECORDS, "7", row.getBytes(StandardCharsets.UTF_8));
    }

    // Then
    assertThat(awaitNodesOf("default", 1)).containsExactly("The tide table hangs beside the door.");
  }

  @Test
  void putsABadRecordAsideWithTheRightsOfThePage() {
    // Given
    byte[] unreadable = "no document".getBytes(StandardCharsets.US_ASCII);

    // When
    try (TopicWriter writer = new TopicWriter(broker.bootstrap(), administrator())) {
      writer.writeBytes(Topics.DOCUMENTS, "secured/bad.txt", unreadable);
    }

    // Then
    try (TopicReader<Document> reader =
        new TopicReader<>(
            broker.bootstrap(),
            administrator(),
            Topics.deadLetters("ingest", Topics.DOCUMENTS),
            TIMEOUT)) {
      assertThat(reader.awaitRecords(1).get(0).key()).isEqualTo("secured/bad.txt");
    }
  }

  @Test
  void mayNotRelease() {
    // Given
    AdapterRelease release = AdapterRelease.getDefaultInstance();

    // When, Then
    try (TopicWriter writer = new TopicWriter(broker.bootstrap(), broker.client("ingest"))) {
      assertThatThrownBy(() -> writer.write(Topics.ADAPTER_RELEASES, "secured", release))
          .hasRootCauseInstanceOf(TopicAuthorizationException.class);
    }
  }

  private List<String> awaitNodesOf(String collection, int count) {
    try (TopicReader<Node> reader =
        new TopicReader<>(broker.bootstrap(), administrator(), Topics.NODES, TIMEOUT)) {
      return texts(reader.awaitRecords(all -> texts(all, collection).size() >= count), collection);
    }
  }

  private static List<String> texts(
      List<ConsumerRecord<String, byte[]>> records, String collection) {
    return records.stream()
        .filter(record -> record.key().startsWith(EntryKey.prefix(collection)))
        .map(record -> text(record.value()))
        .toList();
  }

  private static String text(byte[] node) {
    try {
      return Topics.NODES.parse(node).getText();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private Map<String, String> administrator() {
    return broker.client(SecuredBroker.ADMINISTRATOR);
  }
}
