/**
 * Stages that read a channel in batches: {@link io.retune.chassis.batch.PolledBatch} is what was
 * read, {@link io.retune.chassis.batch.BatchTransactions} writes what came of it together with its
 * offsets. Knows {@code kafka} for clients and {@code lifecycle}.
 */
package io.retune.chassis.batch;
