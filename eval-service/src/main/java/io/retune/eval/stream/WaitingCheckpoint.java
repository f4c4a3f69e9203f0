package io.retune.eval.stream;

import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * A checkpoint that could not be evaluated when it came, and will be tried again. Its weights stay
 * in their topic.
 *
 * @param topic where it was read
 * @param timestamp of its record
 * @param baseModel fingerprint of its base model
 * @param nodes that this base model had embedded at the last look
 * @param grewAt when that number was last seen to grow, in milliseconds since 1970
 * @param reason why it waits, for people
 * @param trainedNodes nodes of its collection when it was trained; 0 where that is not known, as of
 *     checkpoints that began to wait in an earlier release
 */
record WaitingCheckpoint(
    String topic,
    int partition,
    long offset,
    long timestamp,
    String baseModel,
    long nodes,
    long grewAt,
    String reason,
    long trainedNodes)
    implements RecordMetadata {

  WaitingCheckpoint because(String newReason) {
    return new WaitingCheckpoint(
        topic, partition, offset, timestamp, baseModel, nodes, grewAt, newReason, trainedNodes);
  }

  WaitingCheckpoint seen(long nodesNow, long now) {
    return new WaitingCheckpoint(
        topic,
        partition,
        offset,
        timestamp,
        baseModel,
        nodesNow,
        nodesNow > nodes ? now : grewAt,
        reason,
        trainedNodes);
  }
}
