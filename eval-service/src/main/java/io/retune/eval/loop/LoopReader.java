package io.retune.eval.loop;

import io.retune.chassis.kafka.DeadLetterSpans;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.schemas.TopicNames;
import io.retune.schemas.lag.GroupLag;
import io.retune.schemas.lag.GroupLags;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks at the consumer groups and the dead-letter topics of the deployment, over connections that
 * it keeps until it is closed. Not thread-safe.
 */
final class LoopReader implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Enough for the marks of the last transactions; longer lags are counted by offsets. */
  private static final long COUNTED_BY_READING = 20;

  /** Of a longer time the mean rate says little. */
  private static final Duration LONGEST_RATE = Duration.ofMinutes(1);

  private final TopicNames names;
  private final StageServices services;
  private final Admin admin;
  private final GroupLags groupLags;
  private final DeadLetterSpans deadLetters;
  private Look last = new Look(Instant.EPOCH, List.of());

  /** The groups at a moment. */
  private record Look(Instant at, List<GroupLag> groups) {
    long position(Stage stage, TopicNames names) {
      return groups.stream()
          .filter(lag -> stage.reads(lag.group(), names))
          .mapToLong(GroupLag::position)
          .sum();
    }
  }

  LoopReader(KafkaClients clients, TopicNames names, StageServices services) {
    this.names = names;
    this.services = services;
    this.admin = clients.admin();
    this.deadLetters = new DeadLetterSpans(admin, names, TIMEOUT);
    this.groupLags =
        new GroupLags(clients.admin(), clients.committedReader(), names, COUNTED_BY_READING);
  }

  /**
   * @throws KafkaException if the cluster does not tell
   */
  LoopStatus read(Instant now) {
    Look look = new Look(now, groupLags.read());
    Map<String, Integer> members =
        members(look.groups().stream().map(GroupLag::group).distinct().toList());
    Map<TopicPartition, Long> letters = deadLetters.read();
    Map<Stage, StageWait> waits = services.waits();
    List<StageStatus> stages =
        List.of(Stage.values()).stream()
            .map(stage -> status(stage, look, members, letters, waits))
            .toList();
    last = look;
    return new LoopStatus(stages, Optional.of(now), Optional.empty());
  }

  private StageStatus status(
      Stage stage,
      Look look,
      Map<String, Integer> members,
      Map<TopicPartition, Long> letters,
      Map<Stage, StageWait> waits) {
    List<GroupLag> groups =
        look.groups().stream().filter(lag -> stage.reads(lag.group(), names)).toList();
    // A base model that was replaced leaves a group behind that nobody is in.
    boolean anybody = groups.stream().anyMatch(lag -> members.getOrDefault(lag.group(), 0) > 0);
    List<GroupLag> running =
        anybody
            ? groups.stream().filter(lag -> members.getOrDefault(lag.group(), 0) > 0).toList()
            : groups;
    return new StageStatus(
        stage.wireName(),
        running.stream().map(lag -> withoutPrefix(lag.topic())).distinct().sorted().toList(),
        running.stream().mapToLong(GroupLag::records).sum(),
        rate(stage, look),
        running.stream().allMatch(lag -> members.containsKey(lag.group()))
            ? Optional.of(
                running.stream().map(GroupLag::group).distinct().mapToInt(members::get).sum())
            : Optional.empty(),
        letters.entrySet().stream()
            .filter(each -> stage.putsAside(withoutPrefix(each.getKey().topic())))
            .mapToLong(Map.Entry::getValue)
            .sum(),
        Optional.ofNullable(waits.get(stage)));
  }

  private Optional<Double> rate(Stage stage, Look look) {
    Duration passed = Duration.between(last.at(), look.at());
    if (passed.isZero() || passed.compareTo(LONGEST_RATE) > 0) {
      return Optional.empty();
    }
    long offsets = look.position(stage, names) - last.position(stage, names);
    return Optional.of(Math.max(0, offsets) * 1000.0 / passed.toMillis());
  }

  /** How many members each group has; a group that may not be looked at is left out. */
  private Map<String, Integer> members(Collection<String> groups) {
    Map<String, Integer> members = new HashMap<>();
    Map<String, KafkaFuture<ConsumerGroupDescription>> described =
        admin.describeConsumerGroups(groups).describedGroups();
    described.forEach(
        (group, description) -> {
          try {
            members.put(group, await(description).members().size());
          } catch (KafkaException e) {
            // Its lag is worth showing all the same.
          }
        });
    return members;
  }

  private String withoutPrefix(String topic) {
    return topic.substring(names.prefix().length());
  }

  @Override
  public void close() {
    groupLags.close();
    admin.close(Duration.ZERO);
  }

  private static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("no answer within " + TIMEOUT, e);
    }
  }
}
