package io.retune.trainer.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retune.chassis.Service;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.TopicBaseModelLog;
import io.retune.embedding.LongTextRule;
import io.retune.embedding.OpenAiCompatibleModel;
import io.retune.embedding.OpenAiCompatibleSettings;
import io.retune.schemas.TopicNames;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.BaseModelState;
import io.retune.testing.TestBroker;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real broker, and a server that exchanges the model behind a name. */
@Timeout(120)
class CanaryWatchTest {

  private static final TopicNames NAMES = new TopicNames("");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private HttpServer server;
  private TestBroker broker;
  private OpenAiCompatibleModel model;
  private KafkaClients clients;
  private CanaryWatch watch;
  private double angle;
  private int fails;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/embeddings", this::answer);
    server.start();
    broker = TestBroker.start().withTopics(2);
    clients = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrap()), NAMES);
    model =
        OpenAiCompatibleModel.open(
            new OpenAiCompatibleSettings(
                URI.create("http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort())),
                "",
                "exchanged",
                OptionalInt.of(2),
                16,
                Duration.ofSeconds(20),
                0,
                8191,
                4,
                "",
                "",
                1),
            LongTextRule.MEAN);
    watch =
        new CanaryWatch(
            model,
            BaseModel.newBuilder()
                .setName(model.name())
                .setDimension(2)
                .setFingerprint(model.fingerprint())
                .build(),
            new SmallRyeConfigBuilder()
                .withMapping(CanaryConfig.class)
                .withConverter(
                    Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
                .build()
                .getConfigMapping(CanaryConfig.class),
            new Service("trainer", List.of()),
            NAMES,
            clients,
            meters);
  }

  @AfterEach
  void stop() {
    watch.close();
    model.close();
    broker.close();
    server.stop(0);
  }

  @Test
  void marksAModelThatWasExchangedBehindItsName() {
    // Given
    watch.look();
    Optional<BaseModelState> before = state();

    // When
    angle = Math.PI / 3;
    watch.look();

    // Then
    assertThat(before.orElseThrow().hasChange()).isFalse();
    assertThat(state().orElseThrow().getChange().getDistance()).isBetween(0.49, 0.51);
    assertThat(meters.get("retune.canary.changed").gauge().value()).isEqualTo(1);
    assertThat(meters.get("retune.canary.distance").gauge().value()).isBetween(0.49, 0.51);
  }

  @Test
  void takesASingleStrangeAnswerForNoChange() {
    // Given
    watch.look();

    // When: the next calls, of documents and of queries, answer strangely, and no more.
    fails = 2;
    watch.look();

    // Then
    assertThat(state().orElseThrow().hasChange()).isFalse();
    assertThat(fails).isZero();
  }

  private Optional<BaseModelState> state() {
    return new TopicBaseModelLog(clients, NAMES, Duration.ofSeconds(30)).find(model.fingerprint());
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = new ObjectMapper().readTree(exchange.getRequestBody());
    double turned = fails > 0 ? 1 : angle;
    fails = Math.max(0, fails - 1);
    ObjectNode answer = new ObjectMapper().createObjectNode();
    for (int text = 0; text < request.get("input").size(); text++) {
      answer
          .withArray("data")
          .addObject()
          .put("index", text)
          .putArray("embedding")
          .add(Math.cos(text + turned))
          .add(Math.sin(text + turned));
    }
    byte[] body = new ObjectMapper().writeValueAsBytes(answer);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
