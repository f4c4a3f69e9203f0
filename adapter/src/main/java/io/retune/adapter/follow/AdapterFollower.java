package io.retune.adapter.follow;

import io.retune.schemas.CollectionName;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maps query vectors with the adapter that is released for a collection, and follows its releases:
 *
 * <pre>{@code
 * AdapterFollower adapter = AdapterFollower.of("localhost:9092", "default").start();
 * adapter.awaitFirst(Duration.ofSeconds(10));
 * float[] tuned = adapter.apply(queryVector);
 * }</pre>
 *
 * <p>Until the first release is read, and after a release of version 0, query vectors pass as the
 * base model gave them, brought to unit length. A new release takes the place of the old one in one
 * step, between two calls. While the cluster cannot be reached the last adapter is served, and the
 * follower tries again for ever. A release that cannot be served (another base model, damaged
 * weights) leaves the one before it in place: see {@link #refused()}.
 *
 * <p>Safe for use by many threads at once. It has one daemon thread, and no consumer group.
 */
public final class AdapterFollower implements UnaryOperator<float[]>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AdapterFollower.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final ReleaseReader reader;
  private final List<Consumer<AdapterVersion>> listeners;
  private final CountDownLatch first = new CountDownLatch(1);
  private final ReleaseSubscription subscription;
  private final Thread thread;
  private volatile ServedAdapter served;
  private volatile Optional<RefusedRelease> refused = Optional.empty();

  private AdapterFollower(Builder builder) {
    this.reader = new ReleaseReader(builder.collection, builder.baseModelFingerprint);
    this.listeners = List.copyOf(builder.listeners);
    this.served = ServedAdapter.unreleased(builder.collection);
    this.subscription =
        new ReleaseSubscription(
            builder.consumerProperties(),
            builder.topicNames.of(Topics.ADAPTER_RELEASES),
            builder.collection,
            this::take,
            first::countDown);
    this.thread = new Thread(subscription, "retune-follower-" + builder.collection);
    this.thread.setDaemon(true);
  }

  /**
   * @param bootstrapServers host:port of one or more brokers, separated by commas
   * @param collection whose releases to follow
   * @throws IllegalArgumentException where the collection's name is not valid
   */
  public static Builder of(String bootstrapServers, String collection) {
    return new Builder(bootstrapServers, collection);
  }

  /**
   * Maps a query vector of the base model, with the adapter served now.
   *
   * @return a new vector of unit length
   * @throws IllegalArgumentException where the vector's dimension is not the adapter's
   */
  @Override
  public float[] apply(float[] queryVector) {
    return served.adapter().apply(queryVector);
  }

  /** The version served now. */
  public AdapterVersion current() {
    return served.version();
  }

  /** The adapter served now with its version, for callers that need both to belong together. */
  public ServedAdapter served() {
    return served;
  }

  /** The last release, where it could not be served; empty again when a later one can. */
  public Optional<RefusedRelease> refused() {
    return refused;
  }

  /**
   * Waits until it is known which version is released, be it none.
   *
   * @return whether it is known
   * @throws InterruptedException where the thread is interrupted while it waits
   */
  public boolean awaitFirst(Duration timeout) throws InterruptedException {
    return first.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Stops following. The adapter served last stays, so that calls under way do not fail. */
  @Override
  public void close() {
    subscription.stop();
    try {
      thread.join(CLOSE_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(byte[] release) {
    ServedAdapter next;
    try {
      next = reader.read(release);
    } catch (ReleaseReader.RefusedException e) {
      refuse(e.refusal());
      return;
    }
    refused = Optional.empty();
    AdapterVersion before = served.version();
    if (next.version().equals(before)) {
      return;
    }
    served = next;
    LOG.info(
        "Collection {}: version {} is served, after {}",
        next.version().collection(),
        next.version().version(),
        before.version());
    listeners.forEach(listener -> tell(listener, next.version()));
  }

  private void refuse(RefusedRelease refusal) {
    if (refused.filter(refusal::equals).isEmpty()) {
      LOG.warn(
          "Collection {}: the release of version {} is refused, version {} stays: {}",
          served.version().collection(),
          refusal.version(),
          served.version().version(),
          refusal.reason());
    }
    refused = Optional.of(refusal);
  }

  private static void tell(Consumer<AdapterVersion> listener, AdapterVersion version) {
    try {
      listener.accept(version);
    } catch (RuntimeException e) {
      LOG.warn("A listener failed on version {}", version.version(), e);
    }
  }

  /** Collects what a follower needs. Not safe for use by several threads. */
  public static final class Builder {

    private final String bootstrapServers;
    private final String collection;
    private final List<Consumer<AdapterVersion>> listeners = new ArrayList<>();
    private final Map<String, Object> properties = new HashMap<>();
    private TopicNames topicNames = new TopicNames("");
    private Optional<String> baseModelFingerprint = Optional.empty();

    private Builder(String bootstrapServers, String collection) {
      this.bootstrapServers = bootstrapServers;
      this.collection = CollectionName.check(collection);
    }

    /**
     * The deployment's prefix, which stands before each topic's name; none by default.
     *
     * @throws IllegalArgumentException where no topic can bear it
     */
    public Builder topicPrefix(String prefix) {
      topicNames = new TopicNames(prefix);
      return this;
    }

    /**
     * Refuses releases for any other base model than the one that the application embeds queries
     * with. Without it, the base model of the first adapter is taken for that one until the
     * follower is closed.
     */
    public Builder baseModel(String fingerprint) {
      baseModelFingerprint = Optional.of(fingerprint);
      return this;
    }

    /** Called after each change of the version, in the follower's thread: must not take long. */
    public Builder onChange(Consumer<AdapterVersion> listener) {
      listeners.add(listener);
      return this;
    }

    /** Properties of the Kafka consumer, such as those for TLS and authentication. */
    public Builder consumerProperties(Map<String, ?> consumerProperties) {
      properties.putAll(consumerProperties);
      return this;
    }

    /** Starts to follow, and returns at once. */
    public AdapterFollower start() {
      AdapterFollower follower = new AdapterFollower(this);
      follower.thread.start();
      return follower;
    }

    private Map<String, Object> consumerProperties() {
      Map<String, Object> consumer = new HashMap<>();
      consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, "retune-follower-" + collection);
      consumer.putAll(properties);
      consumer.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
      return consumer;
    }
  }
}
