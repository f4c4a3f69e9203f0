package io.retune.trainer.train.stream;

import io.retune.chassis.streams.DeadLetterRecords;
import io.retune.schemas.EntryKey;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.TrainingRequest;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Makes dead letters of requests that waited and cannot be done. Thread-safe. */
record RefusedRequests(TopicNames names, DeadLetterRecords deadLetters) {

  private static final String STAGE = "train";

  /** Where a request was read. */
  private record Position(String topic, int partition, long offset) implements RecordMetadata {}

  /**
   * The dead letter of a request.
   *
   * @param partition of the requests topic
   */
  Record<String, byte[]> deadLetter(
      WaitingRequests.Waiting waiting,
      TrainingRequest request,
      int partition,
      String reason,
      Instant now) {
    String key = new EntryKey(waiting.collection(), request.getRequestId()).toString();
    return deadLetters.of(
        new Record<>(key, request.toByteArray(), now.toEpochMilli(), new RecordHeaders()),
        Optional.of(new Position(names.of(Topics.REQUESTS), partition, waiting.offset())),
        STAGE,
        new IllegalArgumentException(reason),
        now);
  }
}
