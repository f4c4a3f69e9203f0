/**
 * Kafka beside the channels and the streams: {@link io.retune.chassis.kafka.KafkaClients} opens
 * clients with the right settings, {@link io.retune.chassis.kafka.RecordWriter} writes single
 * records, {@link io.retune.chassis.kafka.TopicFollower} keeps a view of topics up to date, and
 * {@link io.retune.chassis.kafka.CheckpointLog} finds the weights of an earlier version. Knows the
 * contracts in {@code schemas} and, of the chassis, {@code lifecycle} for its threads.
 */
package io.retune.chassis.kafka;
