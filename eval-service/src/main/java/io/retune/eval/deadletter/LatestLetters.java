package io.retune.eval.deadletter;

import io.retune.chassis.kafka.DeadLetterSpans;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.PartitionReader;
import io.retune.chassis.kafka.PartitionUnreadException;
import io.retune.eval.dashboard.DashboardConfig;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.TopicNames;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the end of each topic of dead letters. A letter may hold a document of 64 MB, which Kafka
 * hands out with it, so only the last few of each partition are read, only where there are other
 * ones than before, and nothing of what they hold is kept. Thread-safe; callers wait for the one
 * that reads.
 */
@Singleton
class LatestLetters {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final long OFFSETS_OF_A_PARTITION = 50;
  private static final int MAX_LETTERS = 500;

  private final KafkaClients clients;
  private final TopicNames names;
  private final boolean hideText;
  private final PartitionReader reader;
  private LetterPage page;
  private Map<TopicPartition, Long> pageSpans = Map.of();
  private long readNanos;

  LatestLetters(KafkaClients clients, TopicNames names, DashboardConfig config) {
    this.clients = clients;
    this.names = names;
    this.hideText = config.hideText();
    this.reader = new PartitionReader(clients, names, TIMEOUT);
  }

  /**
   * As it was a few seconds ago at most.
   *
   * @throws KafkaException if the cluster does not tell
   */
  synchronized LetterPage page() {
    if (page == null || System.nanoTime() - readNanos > FRESH.toNanos()) {
      page = read();
      readNanos = System.nanoTime();
    }
    return page;
  }

  /** Has the next page read anew. */
  synchronized void forget() {
    page = null;
  }

  private LetterPage read() {
    Map<TopicPartition, Long> spans = spans();
    if (page != null && page.complete() && spans.equals(pageSpans)) {
      return page;
    }
    pageSpans = spans;
    Letters letters = new Letters();
    boolean all = spans.values().stream().allMatch(span -> span <= OFFSETS_OF_A_PARTITION);
    try {
      reader.last(spans.keySet(), OFFSETS_OF_A_PARTITION, letters::take);
    } catch (PartitionUnreadException e) {
      all = false;
    }
    List<LetterSummary> newest = letters.newestFirst();
    boolean complete = all && newest.size() <= MAX_LETTERS;
    return new LetterPage(newest.stream().limit(MAX_LETTERS).toList(), complete, hideText);
  }

  /** How many offsets the letters of each partition take; those that are empty are left out. */
  Map<TopicPartition, Long> spans() {
    try (Admin admin = clients.admin()) {
      return new DeadLetterSpans(admin, names, TIMEOUT).read();
    }
  }

  /** Of each partition in its order: who takes letters back comes after them. Not thread-safe. */
  private final class Letters {
    private final List<LetterSummary> letters = new ArrayList<>();
    private final Map<String, List<LetterSummary>> byKey = new HashMap<>();

    void take(ConsumerRecord<String, byte[]> record) {
      String key = record.topic() + " " + record.key();
      if (DeadLetter.takesBack(record)) {
        letters.removeAll(byKey.getOrDefault(key, List.of()));
        byKey.remove(key);
        return;
      }
      String topic = record.topic().substring(names.prefix().length());
      LetterSummary letter = LetterSummary.of(topic, record, hideText);
      letters.add(letter);
      byKey.computeIfAbsent(key, unseen -> new ArrayList<>()).add(letter);
    }

    List<LetterSummary> newestFirst() {
      Comparator<LetterSummary> byTime =
          Comparator.comparing(LetterSummary::time, Instant::compareTo);
      return letters.stream().sorted(byTime.reversed()).toList();
    }
  }
}
