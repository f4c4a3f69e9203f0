package io.retune.cli.cluster;

import io.retune.cli.CommandFailure;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import io.retune.schemas.lag.GroupLags;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A Kafka cluster that a deployment of Retune runs on.
 *
 * @param bootstrap {@code host:port}, several separated by commas
 * @param access how clients log in and encrypt, as properties of Kafka clients
 */
public record Cluster(String bootstrap, TopicNames names, KafkaConfigFile access) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int FETCH_WAIT_MILLIS = 20;

  /** Offsets of a lag that are looked at one by one. */
  private static final long COUNTED_BY_READING = 200;

  public Cluster {
    Objects.requireNonNull(bootstrap, "bootstrap");
    Objects.requireNonNull(names, "names");
    Objects.requireNonNull(access, "access");
  }

  /** One without login and encryption. */
  public Cluster(String bootstrap, TopicNames names) {
    this(bootstrap, names, KafkaConfigFile.NONE);
  }

  /** The settings of a client: those of the cluster's access, and its own, which go before. */
  Map<String, Object> client(Map<String, Object> own) {
    Map<String, Object> settings = new HashMap<>(access.properties());
    settings.putAll(own);
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    return settings;
  }

  /**
   * @throws CommandFailure if no broker answers
   */
  public Admin admin() {
    Admin admin = open();
    try {
      await(admin.describeCluster().clusterId());
      return admin;
    } catch (CommandFailure e) {
      admin.close(Duration.ZERO);
      throw e;
    }
  }

  /** A consumer without a group, of what is committed. */
  public Consumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        client(
            Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                // A consumer that is closed waits for the answer that is under way, and the broker
                // holds an answer back for so long where there are no records: half a second, by
                // default, for each topic that a command looks at.
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                FETCH_WAIT_MILLIS,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis())),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  /**
   * A consumer without a group, of what is committed to some topics from now on.
   *
   * @throws CommandFailure if the cluster has not all of them
   */
  public Consumer<String, byte[]> consumerFromNow(Collection<? extends Topic<?>> topics) {
    Consumer<String, byte[]> consumer = consumer();
    try {
      List<TopicPartition> partitions = partitions(consumer, topics);
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      // The seek is lazy: asking for the positions makes it happen before this returns.
      partitions.forEach(consumer::position);
      return consumer;
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /**
   * Reads the lags of the deployment's groups.
   *
   * @throws CommandFailure if no broker answers
   */
  public GroupLags lags() {
    return new GroupLags(admin(), consumer(), names, COUNTED_BY_READING);
  }

  /**
   * Deletes the records of partitions before an offset, for good.
   *
   * @throws CommandFailure if the cluster does not let it
   */
  public void deleteBefore(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, RecordsToDelete> before = new HashMap<>();
    ends.forEach((partition, end) -> before.put(partition, RecordsToDelete.beforeOffset(end)));
    try (Admin admin = admin()) {
      await(admin.deleteRecords(before).all());
    }
  }

  public RecordWriter writer() {
    try (Admin admin = admin()) {
      return new RecordWriter(this);
    }
  }

  /**
   * The partitions of a topic.
   *
   * @throws CommandFailure if the cluster has no such topic
   */
  public List<TopicPartition> partitions(Consumer<?, ?> consumer, Topic<?> topic) {
    return partitions(consumer, List.of(topic));
  }

  /**
   * The partitions of some topics, in their order.
   *
   * @throws CommandFailure if the cluster has not all of them
   */
  public List<TopicPartition> partitions(
      Consumer<?, ?> consumer, Collection<? extends Topic<?>> topics) {
    Map<String, List<PartitionInfo>> there;
    try {
      there = consumer.listTopics();
    } catch (KafkaException e) {
      throw unreachable(e);
    }
    return topics.stream()
        .map(names::of)
        .flatMap(
            name -> {
              if (!there.containsKey(name)) {
                throw new CommandFailure(
                    "there is no topic " + name + " at " + bootstrap + "; the services create it");
              }
              return there.get(name).stream();
            })
        .map(each -> new TopicPartition(each.topic(), each.partition()))
        .toList();
  }

  /**
   * The result of a request.
   *
   * @throws CommandFailure if it does not come in time, or is an error
   */
  public <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unreachable(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
        throw unreachable(e);
      }
      throw new CommandFailure(
          "Kafka at " + bootstrap + " refused: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }

  private Admin open() {
    try {
      return Admin.create(
          client(
              Map.of(
                  AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                  (int) TIMEOUT.toMillis() / 2,
                  AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                  (int) TIMEOUT.toMillis() / 2)));
    } catch (KafkaException e) {
      throw unreachable(e);
    }
  }

  private CommandFailure unreachable(Exception cause) {
    return new CommandFailure(
        "no Kafka answers at "
            + bootstrap
            + "; start a local stack with: ./retune up, or name a cluster with --bootstrap",
        cause);
  }
}
