package io.retune.chassis.fair;

import io.retune.chassis.batch.PolledBatch;
import io.retune.schemas.lag.OffsetRange;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What is worked on next.
 *
 * @param batch its records, and the offsets to be committed with what comes of them
 * @param taken the offsets that are done then, in order
 */
record Turn(PolledBatch batch, Map<Place, List<OffsetRange>> taken) {
  Turn {
    taken = Map.copyOf(taken);
  }

  /**
   * Where records are taken from.
   *
   * @param progress the partition's; another one when it is read again from an earlier offset
   */
  record Place(Lane lane, TopicPartition partition, PartitionProgress progress) {}
}
