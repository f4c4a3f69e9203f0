package io.retune.ingest.source.web;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.ProducerLimits;
import io.retune.chassis.kafka.RecordWriter;
import io.retune.chassis.kafka.TopicFollower;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.EntryKey;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.FeedState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * What is known of each feed, in the topic of feeds: it outlives this process and its disk, and
 * whichever instance polls next begins where the last one ended. Thread-safe.
 */
final class FeedMemory implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(FeedMemory.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Set<EntryKey> feeds;
  private final Map<EntryKey, FeedState> states = new ConcurrentHashMap<>();
  private final TopicFollower follower;
  private final RecordWriter writer;
  private final String topic;
  private final CloudEvent event;

  /**
   * @param feeds those that are asked for; what is known of others is left where it is
   */
  FeedMemory(KafkaClients clients, TopicNames names, CloudEvent event, Set<EntryKey> feeds) {
    this.feeds = Set.copyOf(feeds);
    this.event = event;
    this.topic = names.of(Topics.FEEDS);
    this.follower = new TopicFollower(clients, List.of(topic), RETRY, this::take);
    this.writer = new RecordWriter(clients, ProducerLimits.of(Topics.FEEDS, TIMEOUT));
  }

  /** Begins to read. To be called once. */
  void start() {
    follower.start();
  }

  /** Whether all was read that was there at the start. */
  boolean isRead() {
    return follower.isCaughtUp();
  }

  /** What is known of a feed; an empty state where nothing is. */
  FeedState of(EntryKey feed) {
    return states.getOrDefault(feed, FeedState.getDefaultInstance());
  }

  /**
   * Keeps what is known now. Returns when the cluster has it.
   *
   * @throws KafkaException if the cluster does not take it
   */
  void write(EntryKey feed, FeedState state) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic, feed.toString(), state.toByteArray());
    event.stamp(
        record.headers(),
        CloudEvent.id(Topics.FEEDS, record.key(), UUID.randomUUID().toString()),
        Instant.now());
    writer.write(record);
    states.put(feed, state);
  }

  @Override
  public void close() {
    follower.close();
    writer.close();
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    EntryKey key = EntryKey.parse(record.key());
    if (!feeds.contains(key)) {
      return;
    }
    if (record.value() == null) {
      states.remove(key);
      return;
    }
    try {
      states.put(key, Topics.FEEDS.parse(record.value()));
    } catch (InvalidProtocolBufferException e) {
      // It is only knowledge: without it the feed is read from its beginning.
      LOG.warnf("what was known of the feed %s cannot be read: %s", key, e.getMessage());
      states.remove(key);
    }
  }
}
