package io.retune.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.Topics;
import io.retune.schemas.lag.GroupPace;
import io.retune.schemas.v1.Document;
import io.retune.testing.TestBroker;
import io.retune.testing.TopicWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten documents are there. Each test has a group of its own. */
@Timeout(90)
class PaceTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static TestBroker broker;
  private static Admin admin;

  @BeforeAll
  static void write() {
    broker = TestBroker.start().withTopics(1);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
    try (TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      IntStream.range(0, 10)
          .forEach(i -> writer.write(Topics.DOCUMENTS, "c/d" + i, Document.getDefaultInstance()));
    }
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  @Test
  void waitsUntilTheGroupHasFewEnoughBeforeIt() throws Exception {
    // Given
    commit("reads", 2);
    CompletableFuture<String> paced =
        CompletableFuture.supplyAsync(
            () -> {
              pace("reads", LONG).await();
              return "sends";
            });
    String early = paced.copy().completeOnTimeout("waits", 500, TimeUnit.MILLISECONDS).get();

    // When
    commit("reads", 7);

    // Then
    assertThat(early).isEqualTo("waits");
    assertThat(paced.get(30, TimeUnit.SECONDS)).isEqualTo("sends");
  }

  @Test
  void waitsForNobodyWhereNobodyReads() {
    // Given
    GroupPace pace = pace("never", LONG);

    // When / Then: the time limit of the class would end it
    pace.await();
  }

  @Test
  void waitsNoLongerForAGroupThatDoesNotGetOn() throws Exception {
    // Given
    commit("stands", 1);
    GroupPace pace = pace("stands", Duration.ofMillis(300));

    // When / Then
    pace.await();
  }

  private static GroupPace pace(String group, Duration patience) {
    return new GroupPace(admin, group, Topics.DOCUMENTS.name(), 3, patience);
  }

  private static void commit(String group, long offset) throws Exception {
    admin
        .alterConsumerGroupOffsets(
            group,
            Map.of(new TopicPartition(Topics.DOCUMENTS.name(), 0), new OffsetAndMetadata(offset)))
        .all()
        .get();
  }
}
