package io.retune.cli.forget;

import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.GroupPositions;
import io.retune.cli.cluster.RecordWriter;
import io.retune.cli.output.Progress;
import io.retune.schemas.DeadLetterTopics;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes a subject, and all that was made of it, out of a collection and out of the dead letters.
 *
 * <p>It sends tombstones. The broker's compaction takes the text itself off its disk, within the
 * bound that the topics are set to.
 */
public final class Forgetting {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final List<Topic<?>> FOLLOWED =
      List.of(Topics.NODES, Topics.FEEDBACK_QUESTIONS, Topics.QA_PAIRS, Topics.EMBEDDINGS);

  private final Cluster cluster;
  private final Progress progress;
  private final TraceReader reader;
  private final Subject subject;

  /**
   * @param progress shown how far each look at the topics is
   */
  public Forgetting(Cluster cluster, Subject subject, Progress progress) {
    this.cluster = cluster;
    this.progress = progress;
    this.reader = new TraceReader(cluster, progress);
    this.subject = subject;
    cluster.admin().close();
  }

  /**
   * Deletes what the services have read of the topics that other systems write to, and that may
   * hold it. Comes before all else: what is read there later makes it again.
   *
   * @throws CommandFailure if the services have not read all of it within the timeout
   */
  public void clearInbox(Duration timeout) {
    new Inbox(cluster, subject.inboxes()).clear(timeout);
  }

  /** Where it lies now, beside those topics. */
  public Trace trace() {
    return reader.read(subject);
  }

  /**
   * Sends the tombstones that this command is the one to send, and returns when those that the
   * services make of them have come: of the source; else of what was imported in its place. Whoever
   * reads the source has then read past its tombstones, and dead letters of an older record that it
   * came to only now are taken back, too.
   *
   * @throws CommandFailure if that takes longer than the timeout
   */
  public void forget(Trace trace, Duration timeout) {
    Instant deadline = Instant.now().plus(timeout);
    try (Consumer<String, byte[]> consumer = cluster.consumerFromNow(FOLLOWED)) {
      delete(trace);
      awaitTombstones(consumer, trace, timeout, deadline);
      if (!trace.live(subject.source().name()).isEmpty()) {
        awaitReaders(consumer, timeout, deadline);
        takeDeadLettersBack(trace());
      }
    }
  }

  private void awaitReaders(Consumer<String, byte[]> consumer, Duration timeout, Instant deadline) {
    List<TopicPartition> partitions = cluster.partitions(consumer, subject.source());
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    try (GroupPositions positions = new GroupPositions(cluster)) {
      if (!Pause.until(() -> positions.haveReached(ends), deadline)) {
        throw late(timeout);
      }
    }
  }

  private void takeDeadLettersBack(Trace trace) {
    try (RecordWriter writer = cluster.writer()) {
      deleteDeadLetters(writer, trace);
      writer.flush();
    }
  }

  private static void deleteDeadLetters(RecordWriter writer, Trace trace) {
    trace
        .live()
        .forEach(
            (name, keys) ->
                DeadLetterTopics.named(name)
                    .ifPresent(letters -> keys.forEach(key -> writer.delete(letters, key))));
  }

  /**
   * Returns when no record of it is left on the broker's disk. It sends the tombstones again from
   * time to time: the broker closes a segment with the first record that comes after its time, and
   * compacts closed ones only.
   *
   * @return where it lies then, which is nowhere
   */
  public Trace awaitCompaction(Duration betweenLooks) {
    Trace trace = trace();
    while (!trace.records().isEmpty()) {
      deleteAgain(trace);
      Pause.of(betweenLooks);
      trace = trace();
    }
    return trace;
  }

  private void deleteAgain(Trace trace) {
    try (RecordWriter writer = cluster.writer()) {
      trace
          .onDisk()
          .forEach((name, keys) -> keys.forEach(key -> deleteAgain(writer, topic(name), key)));
      writer.flush();
    }
  }

  private void deleteAgain(RecordWriter writer, Topic<?> topic, String key) {
    if (subject.isAlone(key) || !FOLLOWED.contains(topic)) {
      writer.delete(topic, key);
    } else {
      writer.deleteBeside(topic, key, subject.keyOfSearches().orElseThrow());
    }
  }

  /** Tells whoever keeps searches; what they have found is then taken back. */
  public void forgetSearches() {
    try (RecordWriter writer = cluster.writer()) {
      forgetSearches(writer);
      writer.flush();
    }
  }

  private void forgetSearches(RecordWriter writer) {
    subject.keyOfSearches().ifPresent(key -> writer.delete(Topics.FEEDBACK, key));
  }

  private void delete(Trace trace) {
    try (RecordWriter writer = cluster.writer()) {
      Set<String> sources = trace.live(subject.source().name());
      if (!sources.isEmpty()) {
        sources.forEach(key -> writer.delete(subject.source(), key));
      } else {
        Set<String> nodes = trace.live(Topics.NODES.name());
        nodes.forEach(key -> writer.delete(Topics.NODES, key));
        Set<String> askedOnly = new HashSet<>(trace.live(Topics.QA_PAIRS.name()));
        askedOnly.removeAll(nodes);
        askedOnly.removeIf(key -> !subject.isAlone(key));
        askedOnly.forEach(key -> writer.delete(Topics.QA_PAIRS, key));
      }
      forgetSearches(writer);
      // No service deletes these.
      trace.live(Topics.ANSWERS.name()).forEach(key -> writer.delete(Topics.ANSWERS, key));
      deleteDeadLetters(writer, trace);
      writer.flush();
    }
  }

  private void awaitTombstones(
      Consumer<String, byte[]> consumer, Trace trace, Duration timeout, Instant deadline) {
    Map<String, Set<String>> left = new HashMap<>();
    FOLLOWED.forEach(
        topic -> left.put(cluster.names().of(topic), new HashSet<>(trace.live(topic.name()))));
    int all = size(left);
    try (Progress.Task task = progress.begin("forgotten", all)) {
      while (size(left) > 0) {
        if (Instant.now().isAfter(deadline)) {
          throw late(timeout);
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (!holds(record)) {
            left.get(record.topic()).remove(record.key());
          }
        }
        task.at(all - size(left));
      }
    }
  }

  private boolean holds(ConsumerRecord<String, byte[]> record) {
    return record.value() != null
        && cluster
            .names()
            .topic(record.topic())
            .filter(topic -> subject.isIn(topic, record))
            .isPresent();
  }

  private static int size(Map<String, Set<String>> keys) {
    return keys.values().stream().mapToInt(Set::size).sum();
  }

  private CommandFailure late(Duration timeout) {
    return new CommandFailure(
        subject.name()
            + " is deleted, but after "
            + timeout.toSeconds()
            + " s not all that was made of it is gone; are all services up?");
  }

  private static Topic<?> topic(String name) {
    return DeadLetterTopics.orOfTheFlow(name).orElseThrow();
  }
}
