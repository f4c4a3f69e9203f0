package io.retune.adapter.follow;

import io.retune.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one collection's partition of the releases from its beginning, for as long as it is not
 * stopped. Whatever goes wrong, it starts again after a while, which grows up to half a minute.
 */
final class ReleaseSubscription implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseSubscription.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Map<String, Object> properties;
  private final String topic;
  private final String collection;
  private final Consumer<byte[]> release;
  private final Runnable caughtUp;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private Duration pause = FIRST_PAUSE;
  private volatile Optional<KafkaConsumer<String, byte[]>> current = Optional.empty();

  /**
   * @param release given the collection's last record; null where it is a tombstone
   * @param caughtUp called whenever all records that there were at the start have been seen
   */
  ReleaseSubscription(
      Map<String, Object> properties,
      String topic,
      String collection,
      Consumer<byte[]> release,
      Runnable caughtUp) {
    this.properties = new HashMap<>(properties);
    this.properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // Records of other collections may be as large; no need to hold many of them at once.
    this.properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    this.properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    this.topic = topic;
    this.collection = collection;
    this.release = release;
    this.caughtUp = caughtUp;
  }

  void stop() {
    stopped.countDown();
    current.ifPresent(KafkaConsumer::wakeup);
  }

  @Override
  public void run() {
    while (!isStopped()) {
      try (KafkaConsumer<String, byte[]> consumer =
          new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
        current = Optional.of(consumer);
        follow(consumer);
      } catch (WakeupException e) {
        LOG.debug("Collection {}: woken to stop", collection);
      } catch (RuntimeException e) {
        // Whatever it is: a thread that ended would leave the application on an old version.
        LOG.warn(
            "Collection {}: releases cannot be followed, next try in {} ms",
            collection,
            pause.toMillis(),
            e);
        rest();
      }
    }
  }

  private void follow(KafkaConsumer<String, byte[]> consumer) {
    int partitions = partitions(consumer);
    if (partitions == 0) {
      LOG.info("There is no topic {} yet, next look in {} ms", topic, pause.toMillis());
      rest();
      return;
    }
    TopicPartition partition =
        new TopicPartition(topic, Topics.ADAPTER_RELEASES.partition(collection, partitions));
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    catchUp(consumer, partition);
    // More partitions put the collection's next release on another one.
    while (!isStopped() && partitions(consumer) == partitions) {
      poll(consumer).ifPresent(record -> release.accept(record.value()));
    }
  }

  /** Only the last of the records there are counts: nobody should see older versions pass by. */
  private void catchUp(KafkaConsumer<String, byte[]> consumer, TopicPartition partition) {
    long end = consumer.endOffsets(List.of(partition), CALL_TIMEOUT).get(partition);
    Optional<ConsumerRecord<String, byte[]>> last = Optional.empty();
    while (!isStopped() && consumer.position(partition, CALL_TIMEOUT) < end) {
      Optional<ConsumerRecord<String, byte[]>> record = poll(consumer);
      last = record.isPresent() ? record : last;
    }
    if (!isStopped()) {
      last.ifPresent(record -> release.accept(record.value()));
      caughtUp.run();
      pause = FIRST_PAUSE;
    }
  }

  private Optional<ConsumerRecord<String, byte[]>> poll(KafkaConsumer<String, byte[]> consumer) {
    Optional<ConsumerRecord<String, byte[]>> last = Optional.empty();
    for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
      if (collection.equals(record.key())) {
        last = Optional.of(record);
      }
    }
    return last;
  }

  private int partitions(KafkaConsumer<String, byte[]> consumer) {
    return consumer.partitionsFor(topic, CALL_TIMEOUT).size();
  }

  private void rest() {
    try {
      stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }
}
