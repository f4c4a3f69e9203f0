/**
 * Kafka as the command uses it: what topics hold, how far consumer groups are, dead letters, and
 * records that it writes.
 *
 * <p>Start at {@link io.retune.cli.cluster.Cluster}. Neighbours: {@code flow}, {@code report} and
 * {@code forget} give the records a meaning.
 */
package io.retune.cli.cluster;
