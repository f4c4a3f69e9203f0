package io.retune.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;

/** Which part of a key decides its partition. */
public enum Partitioning {
  /** The whole key: spreads a collection over all partitions, as Kafka's own partitioner does. */
  BY_KEY {
    @Override
    byte[] hashed(byte[] key) {
      return key;
    }
  },
  /** What stands before the first slash: one task sees all of a collection. */
  BY_COLLECTION {
    @Override
    byte[] hashed(byte[] key) {
      for (int i = 0; i < key.length; i++) {
        if (key[i] == '/') {
          return Arrays.copyOf(key, i);
        }
      }
      return key;
    }
  };

  abstract byte[] hashed(byte[] key);

  /**
   * The partition of a key, by Kafka's murmur2 hash.
   *
   * @param key as it stands in the record, UTF-8
   * @param partitions how many the topic has, at least 1
   */
  public int partition(byte[] key, int partitions) {
    return Utils.toPositive(Utils.murmur2(hashed(key))) % partitions;
  }

  /** The partition of a key. */
  public int partition(String key, int partitions) {
    return partition(key.getBytes(StandardCharsets.UTF_8), partitions);
  }
}
