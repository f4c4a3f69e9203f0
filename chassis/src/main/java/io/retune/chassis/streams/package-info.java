/**
 * What the topologies share: dead letters that commit with everything else ({@link
 * io.retune.chassis.streams.DeadLetterRecords}), sinks that partition as the topics declare ({@link
 * io.retune.chassis.streams.TopicStreamPartitioner}), state as JSON ({@link
 * io.retune.chassis.streams.StateJson}), one budget of memory for the stores, the end of the
 * process where a stream fails ({@link io.retune.chassis.streams.StreamsFailure}), and of
 * transactions that dead instances left open ({@code AbandonedTransactions}). Kafka Streams is an
 * optional dependency: a service without streams uses nothing of this.
 */
package io.retune.chassis.streams;
