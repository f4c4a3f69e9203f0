package io.retune.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document says of the topics what the code does. */
class AsyncApiTest {
  private static JsonNode document;

  @BeforeAll
  static void read() throws Exception {
    document = new YAMLMapper().readTree(Path.of("../docs/asyncapi.yaml").toFile());
  }

  @Test
  void everyTopicIsAChannelWithItsSettings() {
    // Given
    Map<String, List<String>> declared = new TreeMap<>();
    for (Topic<?> topic : Topics.ALL) {
      declared.put(
          topic.name(),
          List.of(
              topic.settings(Duration.ofDays(1)).get("cleanup.policy"),
              topic.settings(Duration.ofDays(1)).get("max.message.bytes"),
              topic.partitioning().name(),
              topic.messageType(),
              topic.keyForm()));
    }

    // When
    Map<String, List<String>> documented = new TreeMap<>();
    document
        .get("channels")
        .forEach(
            channel ->
                documented.put(
                    channel.get("address").asText(),
                    List.of(
                        policies(channel.at("/bindings/kafka/topicConfiguration/cleanup.policy")),
                        channel.at("/bindings/kafka/topicConfiguration/max.message.bytes").asText(),
                        channel.get("x-partitioned-by").asText(),
                        message(channel).get("name").asText(),
                        message(channel).at("/bindings/kafka/key/description").asText())));

    // Then
    assertThat(documented).isEqualTo(declared);
  }

  @Test
  void everyServiceSendsAndReceivesOnDeclaredChannels() {
    // Given
    Set<String> channels = new TreeSet<>();
    document.get("channels").fieldNames().forEachRemaining(channels::add);

    // When
    Stream<String> used =
        document.get("operations").properties().stream()
            .map(operation -> operation.getValue().at("/channel/$ref").asText())
            .map(reference -> reference.substring("#/channels/".length()));

    // Then
    assertThat(used.distinct()).containsExactlyInAnyOrderElementsOf(channels);
  }

  private static JsonNode message(JsonNode channel) {
    JsonNode reference = channel.get("messages").elements().next().get("$ref");
    return document.at(reference.asText().substring(1));
  }

  private static String policies(JsonNode policies) {
    List<String> names = new ArrayList<>();
    policies.forEach(policy -> names.add(policy.asText()));
    return String.join(",", names);
  }
}
