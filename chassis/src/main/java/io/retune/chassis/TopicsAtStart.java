package io.retune.chassis;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicCreator;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Creates the topics of the flow, and this service's for dead letters, before anything is read. */
@ApplicationScoped
class TopicsAtStart {
  private final TopicsConfig config;
  private final Service service;
  private final Map<String, Object> kafka;

  TopicsAtStart(
      TopicsConfig config,
      Service service,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.config = config;
    this.service = service;
    this.kafka = kafka;
  }

  @Produces
  @Singleton
  static TopicNames names(TopicsConfig config) {
    return new TopicNames(config.prefix().orElse(""));
  }

  /**
   * Runs before the channels and the streams, which start at the priority of libraries or later.
   */
  void create(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
    List<Topic<?>> topics = new ArrayList<>(Topics.ALL);
    for (Topic<?> input : service.inputs()) {
      topics.add(Topics.deadLetters(service.name(), input));
    }
    Map<String, Object> settings = new HashMap<>(kafka);
    // Otherwise closing the client waits longer for an absent cluster than the setting says.
    settings.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        Math.toIntExact(config.timeout().toMillis()));
    settings.put(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(config.timeout().toMillis()));
    try (Admin admin = Admin.create(settings)) {
      new TopicCreator(
              names(config), config.partitions(), config.replicationFactor(), config.forgetWithin())
          .create(admin, topics, config.timeout());
    } catch (IllegalStateException e) {
      // Quarkus prints this exception as one line where it has no cause.
      throw new ConfigurationException(
          "kafka.bootstrap.servers=" + kafka.get("bootstrap.servers") + ": " + e.getMessage());
    }
  }
}
