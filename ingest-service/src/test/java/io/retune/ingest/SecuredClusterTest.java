package io.retune.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
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
import java.util.Map;
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
    try (TopicReader<Node> reader =
        new TopicReader<>(broker.bootstrap(), administrator(), Topics.NODES, TIMEOUT)) {
      assertThat(reader.awaitMessages(1)).extracting(Node::getText).containsExactly(text);
    }
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

  private Map<String, String> administrator() {
    return broker.client(SecuredBroker.ADMINISTRATOR);
  }
}
