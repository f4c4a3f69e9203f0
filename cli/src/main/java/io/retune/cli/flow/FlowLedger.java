package io.retune.cli.flow;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.QaPairs;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps account of the records of one collection. Thread-safe. */
public final class FlowLedger {
  private final String prefix;
  private final Set<String> nodes = new HashSet<>();
  private final Map<String, Integer> questions = new HashMap<>();
  private final Set<String> embedded = new HashSet<>();
  private final Set<String> versions = new HashSet<>();
  private final SortedMap<Long, EvaluationReport> reports = new TreeMap<>();
  private final Map<String, Integer> deadLetters = new TreeMap<>();
  private final Map<Stage, Instant> lastOutput = new EnumMap<>(Stage.class);
  private String lastReason = "";
  private int nodesMade;
  private int nodesGone;
  private int nodesAsked;
  private int nodesEmbedded;

  public FlowLedger(String collection) {
    this.prefix = EntryKey.prefix(collection);
  }

  /**
   * Takes a record into account, if it is one of the collection.
   *
   * @param seen when it came
   */
  public synchronized void add(
      Topic<?> topic, ConsumerRecord<String, byte[]> record, Instant seen) {
    if (record.key() == null || !record.key().startsWith(prefix)) {
      return;
    }
    if (topic == Topics.NODES) {
      addNode(record, seen);
    } else if (topic == Topics.QA_PAIRS) {
      addQuestions(record, seen);
    } else if (topic == Topics.EMBEDDINGS) {
      addVectors(record, seen);
    } else if (topic == Topics.ADAPTER_CHECKPOINTS) {
      if (record.value() != null && versions.add(record.key())) {
        lastOutput.put(Stage.TRAIN, seen);
      }
    } else if (topic == Topics.EVALUATION_REPORTS) {
      read(Topics.EVALUATION_REPORTS, record)
          .ifPresent(report -> reports.put(report.getVersion(), report));
      lastOutput.put(Stage.EVAL, seen);
    } else if (topic.name().startsWith("dlq.")) {
      deadLetters.merge(topic.name(), 1, Integer::sum);
      lastReason = DeadLetter.read(record.headers()).map(DeadLetter::reason).orElse(lastReason);
    }
  }

  public synchronized FlowCounts counts() {
    return new FlowCounts(
        nodes.size(),
        questions.values().stream().mapToInt(Integer::intValue).sum(),
        nodesMade,
        nodesGone,
        nodesAsked,
        nodesEmbedded,
        questions.size(),
        embedded.size(),
        versions.size(),
        reports.size(),
        (int) reports.values().stream().filter(FlowLedger::isRefit).count(),
        deadLetters);
  }

  /** In the order of the versions. */
  public synchronized List<EvaluationReport> reports() {
    return List.copyOf(reports.values());
  }

  /** Why the last dead letter was put aside; empty where there is none. */
  public synchronized String lastReason() {
    return lastReason;
  }

  /** How long after a moment a stage's last record came; zero where none came since. */
  public synchronized Duration lastOutputAfter(Stage stage, Instant moment) {
    Instant last = lastOutput.getOrDefault(stage, moment);
    return last.isAfter(moment) ? Duration.between(moment, last) : Duration.ZERO;
  }

  private void addNode(ConsumerRecord<String, byte[]> record, Instant seen) {
    lastOutput.put(Stage.INGEST, seen);
    if (record.value() == null) {
      nodes.remove(record.key());
      nodesGone++;
    } else {
      nodes.add(record.key());
      nodesMade++;
    }
  }

  private void addQuestions(ConsumerRecord<String, byte[]> record, Instant seen) {
    lastOutput.put(Stage.QA_GEN, seen);
    Optional<QaPairs> pairs = read(Topics.QA_PAIRS, record);
    if (pairs.isPresent() && pairs.get().hasNode()) {
      questions.put(record.key(), pairs.get().getQuestionsCount());
      nodesAsked++;
    } else {
      questions.remove(record.key());
    }
  }

  private void addVectors(ConsumerRecord<String, byte[]> record, Instant seen) {
    lastOutput.put(Stage.EMBED, seen);
    if (record.value() == null) {
      embedded.remove(record.key());
    } else {
      embedded.add(record.key());
      nodesEmbedded++;
    }
  }

  private static boolean isRefit(EvaluationReport report) {
    return report.getLineage().getRefitOfVersion() > 0;
  }

  /** What cannot be read is a matter for the services, which put it aside. */
  private static <V extends Message> Optional<V> read(
      Topic<V> topic, ConsumerRecord<String, byte[]> record) {
    try {
      return record.value() == null ? Optional.empty() : Optional.of(topic.parse(record.value()));
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }
}
