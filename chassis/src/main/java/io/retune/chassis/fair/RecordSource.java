package io.retune.chassis.fair;

import io.retune.schemas.lag.OffsetRange;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads records again. */
interface RecordSource {

  /**
   * The next records of a partition; blocks until there are some, or all offsets are passed.
   *
   * @throws io.retune.chassis.outage.AbandonedException if the process stops meanwhile
   */
  Chunk read(TopicPartition partition, OffsetRange range);

  /**
   * Records that follow one another.
   *
   * @param next all records of the range below this offset are there
   */
  record Chunk(List<ConsumerRecord<String, byte[]>> records, long next) {
    public Chunk {
      records = List.copyOf(records);
    }
  }
}
