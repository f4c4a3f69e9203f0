package io.retune.schemas.lag;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps a writer in step with the group that reads its topic in the order of offsets, so that a
 * load waits with its writer and not in the topic, before what others write there meanwhile.
 *
 * <p>Where nobody reads, where the group does not get on, or where this client may not see how far
 * it is, nobody is kept waiting any longer. Not thread-safe.
 */
public final class GroupPace {
  private static final long ANSWER_SECONDS = 10;
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Admin admin;
  private final String group;
  private final String topic;
  private final long most;
  private final Duration patience;
  private boolean ended;

  /**
   * @param admin not closed with this
   * @param topic as it is named on the cluster
   * @param most offsets that the group may have before it
   * @param patience how long is waited for a group that does not get on
   */
  public GroupPace(Admin admin, String group, String topic, long most, Duration patience) {
    this.admin = Objects.requireNonNull(admin, "admin");
    this.group = Objects.requireNonNull(group, "group");
    this.topic = Objects.requireNonNull(topic, "topic");
    this.most = most;
    this.patience = Objects.requireNonNull(patience, "patience");
  }

  /** Returns when the group has few enough records before it. */
  public void await() {
    Map<TopicPartition, Long> last = Map.of();
    long lastMove = System.nanoTime();
    while (!ended) {
      Map<TopicPartition, Long> open = open();
      if (ended || open.values().stream().mapToLong(Long::longValue).sum() <= most) {
        return;
      }
      if (!open.equals(last)) {
        last = open;
        lastMove = System.nanoTime();
      }
      ended = System.nanoTime() - lastMove > patience.toNanos() || !pause();
    }
  }

  /** Offsets of each partition that the group has before it. */
  private Map<TopicPartition, Long> open() {
    try {
      Map<TopicPartition, DoneOffsets> done = new HashMap<>();
      for (Map.Entry<TopicPartition, OffsetAndMetadata> each :
          await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).entrySet()) {
        if (each.getKey().topic().equals(topic) && each.getValue() != null) {
          done.put(each.getKey(), DoneOffsets.of(each.getValue()));
        }
      }
      ended = done.isEmpty();
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      done.keySet().forEach(partition -> ends.put(partition, OffsetSpec.latest()));
      Map<TopicPartition, Long> open = new HashMap<>();
      await(admin.listOffsets(ends).all())
          .forEach(
              (partition, end) ->
                  open.put(partition, done.get(partition).missingBelow(end.offset())));
      return open;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      // A load is not to fail because its pace cannot be told.
      ended = true;
      return Map.of();
    }
  }

  private boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static <T> T await(KafkaFuture<T> answer) throws ExecutionException, TimeoutException {
    try {
      return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }
}
