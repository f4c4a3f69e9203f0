package io.retune.system.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Each version has exactly one report, and each report a version. */
final class OneReportAVersion implements Guarantee {

  @Override
  public void check(History history, TopicContents topics) {
    List<String> reported = keys(topics.records(Topics.EVALUATION_REPORTS));
    List<String> trained = keys(topics.records(Topics.ADAPTER_CHECKPOINTS));
    assertThat(reported).as("reports").containsExactlyInAnyOrderElementsOf(trained);
  }

  private static List<String> keys(List<ConsumerRecord<String, byte[]>> records) {
    List<String> keys = new ArrayList<>();
    records.stream()
        .filter(record -> record.value() != null)
        .forEach(record -> keys.add(record.key()));
    return keys;
  }
}
