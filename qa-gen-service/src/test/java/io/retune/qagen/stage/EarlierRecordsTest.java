package io.retune.qagen.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.QaPairs;
import io.retune.testing.GoldenRecords;
import io.retune.testing.KafkaBrokerResource;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Records of an earlier version: an upgrade must ask the same, or everything is new work. */
@QuarkusTest
@TestProfile(EarlierRecordsTest.Mix.class)
@QuarkusTestResource(KafkaBrokerResource.class)
class EarlierRecordsTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Of the records in {@code qa-pairs}, those that the service wrote itself. */
  private static final String COLLECTION = "manuals/";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Test
  void theSameNodesAndQueriesStillBecomeTheSameQuestions() throws Exception {
    // Given
    Map<String, QaPairs> expected = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : GoldenRecords.of(Topics.QA_PAIRS)) {
      if (record.key().startsWith(COLLECTION)) {
        expected.put(record.key(), Topics.QA_PAIRS.parse(record.value()));
      }
    }

    // When
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      for (ConsumerRecord<String, byte[]> node : GoldenRecords.of(Topics.NODES)) {
        writer.writeBytes(Topics.NODES, node.key(), node.value());
      }
      for (ConsumerRecord<String, byte[]> query : GoldenRecords.of(Topics.QUERIES)) {
        writer.writeBytes(Topics.QUERIES, query.key(), query.value());
      }
    }

    // Then
    Map<String, QaPairs> asked = new HashMap<>();
    try (TopicReader<QaPairs> reader = new TopicReader<>(bootstrap, Topics.QA_PAIRS, TIMEOUT)) {
      reader
          .awaitRecords(
              read ->
                  read.stream().map(ConsumerRecord::key).toList().containsAll(expected.keySet()))
          .stream()
          .filter(record -> expected.containsKey(record.key()))
          .forEach(record -> asked.put(record.key(), reader.message(record)));
    }
    assertThat(asked).hasSize(3).isEqualTo(expected);
  }

  /** The settings with which the records were written. */
  public static final class Mix implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "retune.qa-gen.local.sentences", "1",
          "retune.qa-gen.local.sentence-questions", "1",
          "retune.qa-gen.local.phrases", "1",
          "retune.qa-gen.local.phrase-pairs", "0",
          "retune.qa-gen.local.crops", "1");
    }
  }
}
