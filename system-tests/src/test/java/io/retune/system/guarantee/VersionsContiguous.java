package io.retune.system.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The versions of a collection count from 1 without gaps, and none was written twice. */
final class VersionsContiguous implements Guarantee {

  @Override
  public void check(History history, TopicContents topics) {
    Map<String, List<Long>> written = new TreeMap<>();
    for (ConsumerRecord<String, byte[]> record : topics.records(Topics.ADAPTER_CHECKPOINTS)) {
      if (record.value() != null) {
        EntryKey key = EntryKey.parse(record.key());
        written
            .computeIfAbsent(key.collection(), unseen -> new ArrayList<>())
            .add(Long.parseLong(key.id()));
      }
    }
    written.forEach(
        (collection, versions) ->
            assertThat(versions)
                .as("versions of %s in the order they were written", collection)
                .isEqualTo(LongStream.rangeClosed(1, versions.size()).boxed().toList()));
  }
}
