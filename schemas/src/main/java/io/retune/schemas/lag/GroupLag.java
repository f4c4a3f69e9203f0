package io.retune.schemas.lag;

/**
 * How many records a consumer group has not worked on yet.
 *
 * @param topic as it is named on the cluster
 * @param position offsets that it has behind it, of all partitions together; they count marks of
 *     transactions, too
 */
public record GroupLag(String group, String topic, long records, long position) {}
