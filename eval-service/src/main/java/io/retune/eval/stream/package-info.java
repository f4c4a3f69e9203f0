/**
 * The Kafka Streams side: which records come in, which state is kept, what goes out, all in one
 * transaction.
 *
 * <p>Entry: {@link io.retune.eval.stream.EvalTopology}; the work on a checkpoint is in {@link
 * io.retune.eval.stream.CheckpointProcessor}. It calls {@code evaluation} and writes what {@code
 * report} and {@code release} make of the answer. Nothing but the root package knows it.
 */
package io.retune.eval.stream;
