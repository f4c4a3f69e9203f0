package io.retune.schemas;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics that a cluster lacks, with the settings they are declared with. Topics that
 * are there stay as they are: an operator may have changed them.
 *
 * <p>Topics that are {@linkplain Topics#READ_TOGETHER read together} must all have as many
 * partitions: those that are missing get as many as the others have.
 *
 * @param partitions of each topic of a cluster that has none yet
 * @param replicationFactor empty: the broker's default
 * @param forgetWithin how long a record that was replaced or deleted may still lie on the broker's
 *     disk
 */
public record TopicCreator(
    TopicNames names, int partitions, Optional<Short> replicationFactor, Duration forgetWithin) {
  private static final Duration FORGET_WITHIN = Duration.ofDays(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  public TopicCreator {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions must be at least 1, not " + partitions);
    }
    if (forgetWithin.toMillis() < 2) {
      throw new IllegalArgumentException(
          "replaced records need some time to go, not " + forgetWithin);
    }
  }

  /** What was replaced or deleted is gone within a day. */
  public TopicCreator(TopicNames names, int partitions, Optional<Short> replicationFactor) {
    this(names, partitions, replicationFactor, FORGET_WITHIN);
  }

  /**
   * Returns when all the topics exist and the broker that was asked lists them: it answers a
   * creation before it has read of it itself, and a client that comes in between finds no topic.
   *
   * @throws IllegalStateException if the cluster does not answer in time or refuses, or if topics
   *     that are read together have different numbers of partitions
   */
  public void create(Admin admin, Collection<Topic<?>> topics, Duration timeout) {
    try {
      Set<String> existing = listed(admin, timeout);
      List<Topic<?>> missing =
          topics.stream().filter(topic -> !existing.contains(names.of(topic))).toList();
      Map<Topic<?>, Integer> numbers = new HashMap<>();
      for (List<Topic<?>> together : Topics.READ_TOGETHER) {
        int number = sameNumber(partitionsOf(admin, among(topics, together, missing), timeout));
        together.forEach(topic -> numbers.put(topic, number));
      }
      if (missing.isEmpty()) {
        return;
      }
      List<NewTopic> created =
          missing.stream()
              .map(
                  topic ->
                      new NewTopic(
                              names.of(topic),
                              Optional.of(numbers.getOrDefault(topic, partitions)),
                              replicationFactor)
                          .configs(topic.settings(forgetWithin)))
              .toList();
      for (var one : admin.createTopics(created).values().values()) {
        awaitUnlessExists(one, timeout);
      }
      awaitListed(admin, topics.stream().map(names::of).collect(toSet()), timeout);
      for (List<Topic<?>> together : Topics.READ_TOGETHER) {
        sameNumber(partitionsOf(admin, among(topics, together, List.of()), timeout));
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException
          ? noAnswer(timeout, e)
          : new IllegalStateException("cannot create topics: " + e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw noAnswer(timeout, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics", e);
    }
  }

  /** Creates every topic of the flow. */
  public void createAll(Admin admin, Duration timeout) {
    create(admin, List.copyOf(Topics.ALL), timeout);
  }

  private static List<Topic<?>> among(
      Collection<Topic<?>> topics, List<Topic<?>> together, List<Topic<?>> without) {
    return together.stream()
        .filter(topic -> topics.contains(topic) && !without.contains(topic))
        .toList();
  }

  /** By name, in alphabetical order. */
  private SortedMap<String, Integer> partitionsOf(
      Admin admin, List<Topic<?>> topics, Duration timeout)
      throws ExecutionException, InterruptedException, TimeoutException {
    SortedMap<String, Integer> counts = new TreeMap<>();
    admin
        .describeTopics(topics.stream().map(names::of).toList())
        .allTopicNames()
        .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .forEach((name, description) -> counts.put(name, description.partitions().size()));
    return counts;
  }

  /** The number that all have; the configured one where there is none of them. */
  private int sameNumber(SortedMap<String, Integer> counts) {
    if (Set.copyOf(counts.values()).size() > 1) {
      throw new IllegalStateException(
          "these topics are read together and must have the same number of partitions: "
              + counts.entrySet().stream()
                  .map(count -> count.getKey() + " has " + count.getValue())
                  .collect(joining(", ")));
    }
    return counts.isEmpty() ? partitions : counts.get(counts.firstKey());
  }

  private static IllegalStateException noAnswer(Duration timeout, Exception cause) {
    return new IllegalStateException(
        "no answer from the Kafka cluster in " + timeout.toSeconds() + " s", cause);
  }

  private static void awaitListed(Admin admin, Set<String> wanted, Duration timeout)
      throws ExecutionException, InterruptedException, TimeoutException {
    Instant deadline = Instant.now().plus(timeout);
    while (!listed(admin, timeout).containsAll(wanted)) {
      if (Instant.now().isAfter(deadline)) {
        throw new TimeoutException("topics were created and are not listed");
      }
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    }
  }

  private static Set<String> listed(Admin admin, Duration timeout)
      throws ExecutionException, InterruptedException, TimeoutException {
    return admin.listTopics().names().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void awaitUnlessExists(KafkaFuture<Void> created, Duration timeout)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      created.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      // Another service started at the same moment and was first.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }
}
