package io.retune.cli.forget;

import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.GroupPositions;
import io.retune.cli.cluster.TopicRecords;
import io.retune.cli.output.Progress;
import io.retune.schemas.Topic;
import io.retune.schemas.deadletter.Extent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Topics that other systems write to. Their keys do not name our documents, so that no single
 * record can be found and taken back; but what the services have read of them is of no more use and
 * can go as a whole.
 */
final class Inbox {
  private final Cluster cluster;
  private final List<Topic<?>> topics;

  Inbox(Cluster cluster, List<Topic<?>> topics) {
    this.cluster = Objects.requireNonNull(cluster, "cluster");
    this.topics = List.copyOf(topics);
  }

  /**
   * Waits until the services have read what is there now, and deletes it. A record that they read
   * only later would make a document again that was forgotten.
   *
   * @throws CommandFailure if they have not within the timeout, or the cluster does not let it
   */
  void clear(Duration timeout) {
    Map<TopicPartition, Long> ends = endsOfFilled();
    if (ends.isEmpty()) {
      return;
    }
    Instant deadline = Instant.now().plus(timeout);
    try (GroupPositions positions = new GroupPositions(cluster)) {
      boolean read =
          Pause.until(
              () -> positions.hasReader(ends.keySet()) && positions.haveReached(ends), deadline);
      if (!read) {
        throw new CommandFailure(
            "after %d s the services have not read all of %s, which may hold it, too; nothing is forgotten yet. Are all services up?"
                .formatted(timeout.toSeconds(), names()));
      }
    }
    cluster.deleteBefore(ends);
  }

  private Map<TopicPartition, Long> endsOfFilled() {
    if (topics.isEmpty()) {
      return Map.of();
    }
    Extent extent = new TopicRecords(cluster, Progress.NONE).extent(topics);
    Map<TopicPartition, Long> ends = new HashMap<>(extent.to());
    ends.entrySet().removeIf(end -> end.getValue() <= extent.from().get(end.getKey()));
    return ends;
  }

  private String names() {
    return topics.stream().map(Topic::name).collect(Collectors.joining(", "));
  }
}
