package io.retune.cli.cluster;

/**
 * How much is in a topic.
 *
 * @param name as on the cluster
 * @param records between its first and its last offset: an upper bound, because compaction leaves
 *     gaps and the marks of transactions count
 * @param endOffset over all partitions: how much was ever written
 */
public record TopicSize(String name, int partitions, long records, long endOffset) {}
