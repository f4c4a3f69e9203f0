package io.retune.ingest.source.web;

import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Which of several instances polls: the one whose stream works on the first partition of documents.
 * Where it goes down, another one takes that over, and with it the right. While they change over
 * two may poll for a moment, which makes the same documents. Thread-safe.
 */
@ApplicationScoped
class PollingRight {
  private final KafkaStreams streams;
  private final TopicPartition first;

  PollingRight(KafkaStreams streams, TopicNames names) {
    this.streams = streams;
    this.first = new TopicPartition(names.of(Topics.DOCUMENTS), 0);
  }

  /** Whether this one does. */
  boolean isHere() {
    return streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .anyMatch(task -> task.topicPartitions().contains(first));
  }
}
