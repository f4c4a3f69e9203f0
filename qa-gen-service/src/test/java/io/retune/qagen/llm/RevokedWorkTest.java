package io.retune.qagen.llm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.QaPairs;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A second instance, played by the test, takes partitions while the language model is away. */
@QuarkusTest
@TestProfile(LlmStageTest.WithLanguageModel.class)
class RevokedWorkTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int PARTITIONS = 4;
  private static final String CHAT = "/v1/chat/completions";
  private static final String ANSWER =
      """
      {"id": "1", "object": "chat.completion", "created": 1, "model": "small-model",
       "choices": [{"index": 0, "finish_reason": "stop",
                    "message": {"role": "assistant", "content": "How deep is the well?"}}]}
      """;

  WireMockServer server;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Test
  void leavesNothingBehindTheNewOwnersTombstone() {
    // Given: work on a node of every partition waits for the language model
    server.resetAll();
    server.stubFor(post(urlEqualTo(CHAT)).willReturn(aResponse().withStatus(503)));
    List<String> keys = IntStream.range(0, 40).mapToObj(i -> "revoked/n" + i).toList();
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      keys.forEach(key -> writer.write(Topics.NODES, key, node(key)));
    }
    await().atMost(TIMEOUT).until(() -> !server.getAllServeEvents().isEmpty());
    try (KafkaConsumer<String, byte[]> other = otherInstance();
        TopicWriter writer = new TopicWriter(bootstrap)) {
      other.subscribe(List.of(Topics.NODES.name()));
      while (other.assignment().isEmpty()) {
        other.poll(Duration.ofMillis(100));
      }
      Set<Integer> taken =
          other.assignment().stream().map(TopicPartition::partition).collect(Collectors.toSet());
      List<String> deleted =
          keys.stream()
              .filter(key -> taken.contains(Topics.NODES.partition(key, PARTITIONS)))
              .toList();
      deleted.forEach(key -> writer.delete(Topics.QA_PAIRS, key));
      other.commitSync(
          other.endOffsets(other.assignment()).entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue()))));

      // When
      server.stubFor(post(urlEqualTo(CHAT)).willReturn(okJson(ANSWER)));

      // Then
      List<String> kept = keys.stream().filter(key -> !deleted.contains(key)).toList();
      assertThat(kept).isNotEmpty();
      assertThat(deleted).isNotEmpty();
      List<ConsumerRecord<String, byte[]>> written = awaitAll(kept);
      assertThat(written)
          .filteredOn(record -> deleted.contains(record.key()))
          .hasSameSizeAs(deleted)
          .allMatch(record -> record.value() == null);
    }
  }

  @Test
  void paysOnceForANodeWhoseBatchWasLeftUnwritten() {
    // Given: the model has answered about all nodes of a batch but one, when the group changes
    server.resetAll();
    server.stubFor(post(urlEqualTo(CHAT)).willReturn(okJson(ANSWER)));
    List<String> keys =
        IntStream.range(0, 60)
            .mapToObj(i -> "paid/n" + i)
            .filter(key -> Topics.NODES.partition(key, PARTITIONS) == 0)
            .toList();
    String held = keys.get(0);
    List<String> answered = keys.subList(1, keys.size());
    server.stubFor(about(held).willReturn(aResponse().withStatus(503)));
    server.stubFor(probe().willReturn(aResponse().withStatus(503)));
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      writer.writeAll(
          Topics.NODES,
          keys.stream()
              .collect(Collectors.toMap(Function.identity(), RevokedWorkTest::node, (a, b) -> a)));
    }
    await().atMost(TIMEOUT).until(() -> keys.stream().allMatch(key -> calls(key) > 0));
    try (KafkaConsumer<String, byte[]> other = otherInstance()) {
      other.subscribe(List.of(Topics.NODES.name()));
      while (other.assignment().isEmpty()) {
        other.poll(Duration.ofMillis(100));
      }
    }

    // When
    server.stubFor(probe().willReturn(okJson(ANSWER)));
    server.stubFor(about(held).willReturn(okJson(ANSWER)));

    // Then
    awaitAll(keys);
    assertThat(answered).hasSizeGreaterThan(5).allMatch(key -> calls(key) == 1);
  }

  private int calls(String key) {
    return server
        .findAll(postRequestedFor(urlEqualTo(CHAT)).withRequestBody(containing(key + ".")))
        .size();
  }

  private static MappingBuilder probe() {
    return post(urlEqualTo(CHAT)).withRequestBody(containing(LlmQuestionGenerator.PROBE));
  }

  private static MappingBuilder about(String key) {
    return post(urlEqualTo(CHAT)).withRequestBody(containing(key + "."));
  }

  private List<ConsumerRecord<String, byte[]>> awaitAll(List<String> keys) {
    try (TopicReader<QaPairs> reader = new TopicReader<>(bootstrap, Topics.QA_PAIRS, TIMEOUT)) {
      return reader.awaitRecords(
          read ->
              read.stream().map(ConsumerRecord::key).collect(Collectors.toSet()).containsAll(keys));
    }
  }

  private KafkaConsumer<String, byte[]> otherInstance() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", bootstrap,
            "group.id", "retune-qa-gen",
            "enable.auto.commit", "false",
            "partition.assignment.strategy", "org.apache.kafka.clients.consumer.RangeAssignor"),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private static Node node(String key) {
    return Node.newBuilder()
        .setNodeId(key.substring(key.indexOf('/') + 1))
        .setText(
            "The well lies behind the house of %s. In spring it is repaired, and in autumn it is cleaned."
                .formatted(key))
        .setLanguage("en")
        .build();
  }
}
