package io.retune.qagen.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Query;
import io.retune.testing.KafkaBrokerResource;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBrokerResource.class)
class ExpiredQueriesTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject ExpiredQueries queries;

  @Test
  void forgetsAQuestionThatNobodyAskedForLongAndKeepsOneThatWasAskedAgain() {
    // Given
    Instant now = Instant.now();
    Instant longAgo = now.minus(Duration.ofDays(20));
    try (TopicWriter writer = new TopicWriter(bootstrap);
        TopicReader<QaPairs> reader = new TopicReader<>(bootstrap, Topics.QA_PAIRS, TIMEOUT)) {
      writer.writeAt(longAgo, Topics.QUERIES, "bay/query-old", query("Where was the old pier?"));
      writer.writeAt(longAgo, Topics.QUERIES, "bay/query-again", query("Where is the pier?"));
      writer.write(Topics.QUERIES, "bay/query-again", query("Where is the pier?"));
      reader.awaitRecords(
          read -> !of(read, "bay/query-old").isEmpty() && !of(read, "bay/query-again").isEmpty());

      // When
      int deleted = queries.delete(now);

      // Then
      assertThat(deleted).isEqualTo(1);
      List<ConsumerRecord<String, byte[]>> read =
          reader.awaitRecords(
              all -> of(all, "bay/query-old").stream().anyMatch(each -> each.value() == null));
      assertThat(of(read, "bay/query-again")).allMatch(each -> each.value() != null);
      assertThat(queries.delete(now)).isZero();
    }
  }

  private static List<ConsumerRecord<String, byte[]>> of(
      List<ConsumerRecord<String, byte[]>> read, String key) {
    return read.stream().filter(record -> record.key().equals(key)).toList();
  }

  private static Query query(String text) {
    return Query.newBuilder().setCollection("bay").setText(text).build();
  }
}
