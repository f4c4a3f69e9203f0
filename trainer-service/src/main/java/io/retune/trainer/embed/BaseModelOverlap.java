package io.retune.trainer.embed;

import io.quarkus.runtime.StartupEvent;
import io.retune.basemodel.LoadedBaseModel;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.lifecycle.DaemonThreads;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Sees to it that what another base model wrote is embedded again by this one: where another was at
 * work since this one last was, reading begins at the start. Where two are at work at once, each
 * says so, and the one that stays reads from the start when the other has gone. Thread-safe.
 */
@Singleton
final class BaseModelOverlap {

  private static final Logger LOG = Logger.getLogger(BaseModelOverlap.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int MINUTES_BETWEEN_LOOKS = 1;

  private final EmbedGroups groups;
  private final KafkaClientService channels;
  private final ScheduledExecutorService thread;
  private volatile Set<String> active = Set.of();

  BaseModelOverlap(
      LoadedBaseModel model, TopicNames names, KafkaClients clients, KafkaClientService channels) {
    this.groups =
        new EmbedGroups(clients, EmbedGroup.of(model.model(), names), names.group("embed-"));
    this.channels = channels;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(new DaemonThreads("base-model-overlap"));
  }

  /** The groups of other base models that are at work now. */
  Set<String> active() {
    return active;
  }

  /** Runs when the model is loaded and the topics are there, and before the channels start. */
  void begin(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1) StartupEvent start) {
    try {
      EmbedGroups.Others others = groups.others();
      active = others.active();
      say();
      if (!others.left().isEmpty() && groups.forgetOwn()) {
        LOG.infof("%s was at work before: everything is embedded again", others.left());
        groups.forget(others.left());
      }
    } catch (KafkaException e) {
      LOG.warnf("%s; it is tried again in a minute", e.getMessage());
    }
    thread.scheduleWithFixedDelay(
        this::lookSafely, MINUTES_BETWEEN_LOOKS, MINUTES_BETWEEN_LOOKS, TimeUnit.MINUTES);
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }

  /** Looks which other base models are at work, and begins again where one has gone. */
  synchronized void look() {
    EmbedGroups.Others others = groups.others();
    Set<String> gone = new TreeSet<>(active);
    gone.removeAll(others.active());
    gone.addAll(others.left());
    if (!gone.isEmpty()) {
      LOG.infof("%s has gone: everything is embedded again", gone);
      readAgain();
      groups.forget(others.left());
    }
    active = others.active();
    say();
  }

  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      // A schedule ends with the first exception that leaves it.
      LOG.warnf("other base models cannot be looked for, which is tried again: %s", e.getMessage());
    }
  }

  private void say() {
    if (!active.isEmpty()) {
      LOG.warnf(
          "another base model is at work on the same topics: %s. Both overwrite each other's"
              + " vectors; stop one. When it has gone, everything is embedded again",
          active);
    }
  }

  /** From the start of all partitions that are this instance's; each instance does its own. */
  private void readAgain() {
    KafkaConsumer<Object, Object> consumer = channels.getConsumer(Topics.QA_PAIRS.name());
    Set<TopicPartition> own = consumer.getAssignments().await().atMost(TIMEOUT);
    Map<TopicPartition, OffsetAndMetadata> start =
        own.stream().collect(Collectors.toMap(one -> one, one -> new OffsetAndMetadata(0)));
    // Committed too: whoever takes over in the middle reads from the start.
    consumer.seekToBeginning(own).chain(() -> consumer.commit(start)).await().atMost(TIMEOUT);
  }
}
