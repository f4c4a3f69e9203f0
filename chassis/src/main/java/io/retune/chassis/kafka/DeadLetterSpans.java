package io.retune.chassis.kafka;

import io.retune.schemas.DeadLetterTopics;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * How many offsets the dead letters of the deployment take: at least as many as there are letters,
 * as the marks of transactions and letters that were taken back have one, too. Thread-safe.
 */
public final class DeadLetterSpans {
  private final Admin admin;
  private final TopicNames names;
  private final Duration timeout;

  /**
   * @param admin stays open
   * @param timeout of each of four requests
   */
  public DeadLetterSpans(Admin admin, TopicNames names, Duration timeout) {
    this.admin = Objects.requireNonNull(admin, "admin");
    this.names = Objects.requireNonNull(names, "names");
    this.timeout = Objects.requireNonNull(timeout, "timeout");
  }

  /**
   * Of all services, by partition; those that are empty are left out.
   *
   * @throws KafkaException if the cluster does not tell
   */
  public Map<TopicPartition, Long> read() {
    List<String> topics =
        DeadLetterTopics.among(await(admin.listTopics().names()), names).stream()
            .map((Topic<?> topic) -> names.of(topic))
            .toList();
    Map<TopicPartition, OffsetSpec> first = new HashMap<>();
    Map<TopicPartition, OffsetSpec> end = new HashMap<>();
    await(admin.describeTopics(topics).allTopicNames())
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(
                        partition -> {
                          TopicPartition key = new TopicPartition(name, partition.partition());
                          first.put(key, OffsetSpec.earliest());
                          end.put(key, OffsetSpec.latest());
                        }));
    Map<TopicPartition, ListOffsetsResultInfo> begins = await(admin.listOffsets(first).all());
    Map<TopicPartition, Long> spans = new HashMap<>();
    await(admin.listOffsets(end).all())
        .forEach(
            (partition, last) -> {
              long span = last.offset() - begins.get(partition).offset();
              if (span > 0) {
                spans.put(partition, span);
              }
            });
    return spans;
  }

  private <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while looking for dead letters", e);
    } catch (ExecutionException e) {
      throw new KafkaException(
          "the cluster does not tell of dead letters: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("the cluster did not tell of dead letters in time", e);
    }
  }
}
