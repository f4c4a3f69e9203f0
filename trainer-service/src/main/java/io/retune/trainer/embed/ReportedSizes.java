package io.retune.trainer.embed;

import com.google.protobuf.InvalidProtocolBufferException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.TopicFollower;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.Lineage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * How many nodes collections had when their latest version was trained, from {@code
 * evaluation-reports}: every instance reads it for itself, and a report is small. A size that is
 * some minutes old is good enough: who knows a smaller one embeds more than is needed.
 */
@ApplicationScoped
class ReportedSizes implements CollectionSizes {

  private static final Logger LOG = Logger.getLogger(ReportedSizes.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private record Size(long version, long nodes) {}

  private final Map<String, Size> sizes = new ConcurrentHashMap<>();
  private final TopicFollower follower;

  ReportedSizes(KafkaClients clients, TopicNames names) {
    follower =
        new TopicFollower(
            clients, List.of(names.of(Topics.EVALUATION_REPORTS)), RETRY_AFTER, this::take);
  }

  @Override
  public long nodes(String collection) {
    Size size = sizes.get(collection);
    return size == null ? 0 : size.nodes();
  }

  void start(@Observes StartupEvent event) {
    follower.start();
  }

  void stop(@Observes ShutdownEvent event) {
    follower.close();
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      EvaluationReport report = Topics.EVALUATION_REPORTS.parse(record.value());
      Size size = new Size(report.getVersion(), nodes(report.getLineage()));
      sizes.merge(
          report.getCollection(),
          size,
          (one, other) -> one.version() > other.version() ? one : other);
    } catch (InvalidProtocolBufferException e) {
      // The training stage makes it a dead letter.
      LOG.debugf("no report at %s[%d]@%d", record.topic(), record.partition(), record.offset());
    }
  }

  /** An imported version was trained on none of them. */
  private static long nodes(Lineage lineage) {
    return Math.max(lineage.getNodes(), lineage.getOfferedNodes());
  }
}
