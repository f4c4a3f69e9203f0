package io.retune.cli.cluster;

/**
 * How many records a consumer group has not worked on yet.
 *
 * @param topic as it is named on the cluster
 */
public record GroupLag(String group, String topic, long records) {}
