package io.retune.eval.report;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.TopicFollower;
import io.retune.schemas.CollectionName;
import io.retune.schemas.EntryKey;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The reports and releases of all collections, read from their topics by every instance for itself.
 * Thread-safe.
 */
@ApplicationScoped
public class ReportView {
  private static final Logger LOG = Logger.getLogger(ReportView.class);

  private final ReportViewConfig config;
  private final TopicNames names;
  private final TopicFollower follower;
  private final AdapterAgeMeters ages;
  private final Map<String, CollectionView> collections = new ConcurrentSkipListMap<>();

  ReportView(
      ReportViewConfig config, TopicNames names, KafkaClients clients, MeterRegistry meters) {
    this.config = config;
    this.names = names;
    this.ages = new AdapterAgeMeters(meters, Clock.systemUTC());
    this.follower =
        new TopicFollower(
            clients,
            List.of(names.of(Topics.EVALUATION_REPORTS), names.of(Topics.ADAPTER_RELEASES)),
            config.retryAfter(),
            this::take);
  }

  /** The names of the collections that have a report or a release, in alphabetical order. */
  public List<String> collections() {
    return List.copyOf(collections.keySet());
  }

  /** Empty where nothing is known of the collection. */
  public Optional<CollectionView> collection(String name) {
    return Optional.ofNullable(collections.get(name));
  }

  /**
   * Grows with each report and each release of any collection. It begins anew with the process, so
   * two that differ say that something changed, not what came first.
   */
  public long revision() {
    return collections.values().stream().mapToLong(CollectionView::revision).sum();
  }

  /** Whether all reports and releases are in it that were there when this instance started. */
  public boolean isComplete() {
    return follower.isCaughtUp();
  }

  void start(@Observes StartupEvent event) {
    follower.start();
  }

  void stop(@Observes ShutdownEvent event) {
    follower.close();
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    try {
      if (record.topic().equals(names.of(Topics.EVALUATION_REPORTS))) {
        takeReport(record);
      } else if (record.value() != null) {
        of(CollectionName.check(record.key()))
            .add(record.offset(), Topics.ADAPTER_RELEASES.parse(record.value()));
      }
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      LOG.warnf(
          "cannot show %s[%d]@%d: %s", record.topic(), record.partition(), record.offset(), e);
    }
  }

  private void takeReport(ConsumerRecord<String, byte[]> record)
      throws InvalidProtocolBufferException {
    EntryKey key = EntryKey.parse(record.key());
    if (record.value() == null) {
      of(key.collection()).removeReport(Long.parseLong(key.id()));
    } else {
      of(key.collection()).add(Topics.EVALUATION_REPORTS.parse(record.value()));
    }
  }

  private CollectionView of(String collection) {
    return collections.computeIfAbsent(
        collection,
        unseen -> {
          CollectionView view = new CollectionView(config.reports(), config.releases());
          ages.watch(collection, view);
          return view;
        });
  }
}
