package io.retune.serving.release;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.retune.adapter.follow.AdapterVersion;
import io.retune.adapter.follow.RefusedRelease;
import io.retune.adapter.follow.ReleaseReader;
import io.retune.adapter.follow.ReleaseReader.RefusedException;
import io.retune.adapter.follow.ServedAdapter;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.TopicFollower;
import io.retune.schemas.CollectionName;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.BaseModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The last release of each collection, without its weights, which go to the {@link AdapterStore}. A
 * release takes the place of the one before it in one step. One that cannot be served takes its
 * place too: every instance then answers alike, whatever it has seen before. Thread-safe.
 */
@ApplicationScoped
public class FollowedReleases {
  private static final Logger LOG = Logger.getLogger(FollowedReleases.class);

  private final Map<String, Followed> collections = new ConcurrentHashMap<>();
  private final AdapterStore adapters;
  private final Optional<String> baseModelFingerprint;
  private final TopicFollower follower;
  private final ReleaseMeters meters;

  FollowedReleases(
      AdapterStore adapters,
      BaseModel baseModel,
      KafkaClients clients,
      TopicNames names,
      ReleaseConfig config,
      MeterRegistry registry) {
    this.adapters = adapters;
    this.baseModelFingerprint = Optional.of(baseModel.getFingerprint());
    this.meters = new ReleaseMeters(registry, Clock.systemUTC());
    this.follower =
        new TopicFollower(
            clients, List.of(names.of(Topics.ADAPTER_RELEASES)), config.retryAfter(), this::take);
  }

  /**
   * What is served in a collection: version 0, the base model, where nothing is released.
   *
   * @throws ReleaseRefusedException if the release cannot be served
   * @throws NotYetReadException before it is known
   */
  public AdapterVersion current(String collection) {
    if (!isComplete()) {
      throw new NotYetReadException();
    }
    Followed followed = collections.get(collection);
    if (followed == null) {
      return AdapterVersion.unreleased(collection);
    }
    followed
        .refused()
        .ifPresent(
            refused -> {
              throw new ReleaseRefusedException(collection, refused.version(), refused.reason());
            });
    return followed.version();
  }

  /** Whether all releases are known that there were when this instance started. */
  public boolean isComplete() {
    return follower.isCaughtUp();
  }

  /** The collections that ever had a release, with why it cannot be served where that is so. */
  public SortedMap<String, Optional<RefusedRelease>> collections() {
    SortedMap<String, Optional<RefusedRelease>> all = new TreeMap<>();
    collections.forEach((name, followed) -> all.put(name, followed.refused()));
    return all;
  }

  /** Whether the collection ever had a release: other names are only what callers say. */
  public boolean isKnown(String collection) {
    return collections.containsKey(collection);
  }

  void start(@Observes StartupEvent event) {
    follower.start();
  }

  void stop(@Observes ShutdownEvent event) {
    follower.close();
  }

  /**
   * Takes a record. After an outage the topic is read from its beginning again; what is known is
   * not replaced by what came before it.
   */
  private void take(ConsumerRecord<String, byte[]> record) {
    String collection;
    try {
      collection = CollectionName.check(record.key());
    } catch (IllegalArgumentException e) {
      LOG.warnf(
          "%s[%d]@%d is no release: %s",
          record.topic(), record.partition(), record.offset(), e.getMessage());
      return;
    }
    Followed known = collections.get(collection);
    if (known != null && known.isNotBefore(record)) {
      return;
    }
    Followed next = read(collection, record);
    collections.put(collection, next);
    meters.follow(collection, next);
    say(next);
  }

  private Followed read(String collection, ConsumerRecord<String, byte[]> record) {
    try {
      ServedAdapter served =
          new ReleaseReader(collection, baseModelFingerprint).read(record.value());
      if (!served.version().isBase()) {
        adapters.put(
            collection, served.version().version(), served.adapter(), record.value().length);
      }
      return new Followed(record.partition(), record.offset(), served.version(), Optional.empty());
    } catch (RefusedException e) {
      return new Followed(
          record.partition(),
          record.offset(),
          AdapterVersion.unreleased(collection),
          Optional.of(e.refusal()));
    }
  }

  private static void say(Followed next) {
    String collection = next.version().collection();
    next.refused()
        .ifPresentOrElse(
            refused ->
                LOG.warnf(
                    "Collection %s: the release of version %d cannot be served: %s",
                    collection, refused.version(), refused.reason()),
            () ->
                LOG.infof(
                    "Collection %s: version %d is served", collection, next.version().version()));
  }
}
