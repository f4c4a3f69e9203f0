package io.retune.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.lag.DoneOffsets;
import io.retune.schemas.lag.GroupLag;
import io.retune.schemas.lag.GroupLags;
import io.retune.schemas.lag.OffsetRange;
import io.retune.schemas.v1.Node;
import io.retune.testing.TestBroker;
import io.retune.testing.TopicWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LagsTest {

  /** Few records are counted by reading them, more by their offsets. */
  @ParameterizedTest
  @ValueSource(ints = {20, 400})
  void whatIsDoneAboveTheCommittedOffsetIsNoLag(int records) throws Exception {
    // Given: all of a load is open but its first record, and another collection's five are done
    try (TestBroker broker = TestBroker.start().withTopics(1);
        TopicWriter writer = new TopicWriter(broker.bootstrap());
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      IntStream.range(0, records)
          .forEach(i -> writer.write(Topics.NODES, "c/n" + i, Node.getDefaultInstance()));
      admin
          .alterConsumerGroupOffsets(
              "retune-qa-gen",
              Map.of(
                  new TopicPartition(Topics.NODES.name(), 0),
                  DoneOffsets.below(1).with(new OffsetRange(10, 15)).committed()))
          .all()
          .get();

      // When
      List<GroupLag> lags;
      try (GroupLags reader = new Cluster(broker.bootstrap(), new TopicNames("")).lags()) {
        lags = reader.read();
      }

      // Then
      assertThat(lags)
          .containsExactly(new GroupLag("retune-qa-gen", Topics.NODES.name(), records - 6, 6));
    }
  }
}
