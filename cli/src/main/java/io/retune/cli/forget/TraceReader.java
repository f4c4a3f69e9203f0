package io.retune.cli.forget;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.TopicRecords;
import io.retune.cli.deadletter.DeadLetterBox;
import io.retune.cli.output.Progress;
import io.retune.schemas.DeadLetterTopics;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Finds where a subject's text lies, in the topics of the flow and among the dead letters. Reads
 * these topics whole; in memory it holds the subject's keys only.
 */
final class TraceReader {
  private final Cluster cluster;
  private final TopicRecords records;

  TraceReader(Cluster cluster, Progress progress) {
    this.cluster = cluster;
    this.records = new TopicRecords(cluster, progress);
  }

  Trace read(Subject subject) {
    Map<String, Set<String>> live = new HashMap<>();
    Map<String, Set<String>> onDisk = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    Map<String, Integer> questions = new HashMap<>();
    Map<String, Integer> vectors = new HashMap<>();
    for (Place place : places(subject)) {
      String name = place.topic().name();
      Set<String> keys = new HashSet<>();
      records.forEach(
          place.topic(),
          record -> {
            if (record.key() == null) {
              return;
            }
            boolean holds = record.value() != null && subject.isIn(place.source(), record);
            if (!holds) {
              keys.remove(record.key());
              return;
            }
            keys.add(record.key());
            onDisk.computeIfAbsent(name, first -> new HashSet<>()).add(record.key());
            counts.merge(name, 1, Integer::sum);
            count(place.topic(), record, subject.isAlone(record.key()), questions, vectors);
          });
      live.put(name, keys);
    }
    return new Trace(
        live,
        onDisk,
        counts,
        sum(questions, live.getOrDefault(Topics.QA_PAIRS.name(), Set.of())),
        sum(vectors, live.getOrDefault(Topics.EMBEDDINGS.name(), Set.of())));
  }

  /**
   * @param alone whether all of the record is the subject's; else one question of it is
   */
  private static void count(
      Topic<?> topic,
      ConsumerRecord<String, byte[]> record,
      boolean alone,
      Map<String, Integer> questions,
      Map<String, Integer> vectors) {
    try {
      if (topic == Topics.QA_PAIRS) {
        int all = Topics.QA_PAIRS.parse(record.value()).getQuestionsCount();
        questions.put(record.key(), alone ? all : 1);
      } else if (topic == Topics.EMBEDDINGS) {
        var embeddings = Topics.EMBEDDINGS.parse(record.value());
        int all = (embeddings.hasNode() ? 1 : 0) + embeddings.getQuestionsCount();
        vectors.put(record.key(), alone ? all : 1);
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a record that was read once cannot be read again", e);
    }
  }

  private static int sum(Map<String, Integer> counts, Set<String> keys) {
    return keys.stream().mapToInt(counts::get).sum();
  }

  private List<Place> places(Subject subject) {
    List<Place> places = new ArrayList<>();
    subject.topics().forEach(topic -> places.add(new Place(topic, topic)));
    try (DeadLetterBox box = new DeadLetterBox(cluster, Progress.NONE)) {
      for (Topic<?> letters : box.topics()) {
        Stream.concat(subject.topics().stream(), subject.inboxes().stream())
            .filter(source -> DeadLetterTopics.source(letters).equals(source.name()))
            .forEach(source -> places.add(new Place(letters, source)));
      }
    }
    return places;
  }

  /**
   * @param topic where records lie
   * @param source the topic of the flow that they were written to at first
   */
  private record Place(Topic<?> topic, Topic<?> source) {}
}
