package io.retune.ingest.hostile;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.retune.testing.KafkaBrokerResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Sends hostile files to a running service, one after the other: each gives nodes, or exactly one
 * dead letter, or is refused at the door, and the service lives on. The quick ones, or all with
 * {@code -Dretune.hostile=all}, which takes minutes; with {@code -Dretune.write-docs=true} besides,
 * the table of the documentation is written.
 */
@QuarkusTest
@TestProfile(HostileFilesTest.Settings.class)
@QuarkusTestResource(KafkaBrokerResource.class)
class HostileFilesTest {
  private static final Logger LOG = Logger.getLogger(HostileFilesTest.class);
  private static final boolean ALL = "all".equals(System.getProperty("retune.hostile"));
  private static final Duration TIMEOUT = Duration.ofMinutes(4);
  private static final String COLLECTION = "hostile";

  private final HttpClient http = HttpClient.newHttpClient();

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @TestHTTPResource("/collections")
  URI collections;

  @Test
  void noFileStopsTheService() throws Exception {
    // Given
    List<HostileFile> files =
        HostileFiles.all().stream().filter(file -> ALL || file.quick()).toList();

    // When
    List<String> rows = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    try (Outcomes outcomes = new Outcomes(bootstrap, COLLECTION)) {
      for (HostileFile file : files) {
        byte[] content = file.content().call();
        long start = System.nanoTime();
        String outcome = outcome(outcomes, file, content, faults);
        double seconds = (System.nanoTime() - start) / 1e9 - Outcomes.QUIET.toMillis() / 1e3;
        String row =
            String.format(
                Locale.ROOT,
                "| %s | `%s` | %s | %s | %.1f |",
                file.kind(),
                file.name().length() > 20 ? file.name().substring(0, 20) + "…" : file.name(),
                size(content.length),
                outcome,
                Math.max(0, seconds));
        LOG.info(row);
        rows.add(row);
      }
      if (outcomes.mention("root:x:0")) {
        faults.add("a document shows a file of the machine");
      }
      for (int i = 0; i < 8; i++) {
        String document = "good-" + i + ".txt";
        put(document, "Plain and simple.".getBytes(UTF_8));
        if (!outcomes.await(document, TIMEOUT) || outcomes.nodes(document) != 1) {
          faults.add("a good document gives no node afterwards");
        }
      }
    }

    // Then
    if (ALL && Boolean.getBoolean("retune.write-docs")) {
      HostileFilesPage.write(rows);
    }
    assertThat(faults).isEmpty();
    given().when().get("/q/health").then().statusCode(200).body("status", equalTo("UP"));
  }

  private String outcome(Outcomes outcomes, HostileFile file, byte[] content, List<String> faults)
      throws Exception {
    HttpResponse<String> answer = put(file.documentId(), content);
    if (answer.statusCode() == 413 || answer.statusCode() == 400) {
      return "refused: HTTP " + answer.statusCode();
    }
    if (answer.statusCode() != 202) {
      faults.add(file.kind() + ": HTTP " + answer.statusCode() + " " + answer.body());
      return "HTTP " + answer.statusCode();
    }
    if (!outcomes.await(file.documentId(), TIMEOUT)) {
      faults.add(file.kind() + ": no outcome");
      return "no outcome";
    }
    int nodes = outcomes.nodes(file.documentId());
    List<String> reasons = outcomes.reasons(file.documentId());
    if (reasons.size() > 1 || (nodes > 0) == (reasons.size() == 1)) {
      faults.add(file.kind() + ": " + nodes + " nodes and the dead letters " + reasons);
    }
    return nodes > 0
        ? nodes + (nodes == 1 ? " node" : " nodes")
        : "dead letter: " + reasons.get(0).replace("|", "\\|");
  }

  private HttpResponse<String> put(String document, byte[] content) throws Exception {
    String path = URLEncoder.encode(document, UTF_8).replace("%2F", "/").replace("+", "%20");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(collections + "/" + COLLECTION + "/documents/" + path))
            .header("Content-Type", "application/octet-stream")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String size(int bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    return bytes < 1 << 20 ? (bytes >> 10) + " kB" : (bytes >> 20) + " MB";
  }

  /** The default limits. */
  public static class Settings implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        Path folder = Files.createTempDirectory("retune-hostile-test");
        return Map.of(
            "retune.state-dir",
            folder.resolve("state").toString(),
            "kafka-streams.commit.interval.ms",
            "50");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
