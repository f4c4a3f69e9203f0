package io.retune.trainer.embed;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.retune.embedding.BaseEmbeddingModel;
import io.retune.embedding.EmbeddingException;
import io.retune.schemas.TopicNames;
import io.retune.schemas.v1.BaseModel;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jboss.logging.Logger;

/** Loads the base model before anything is read, and what follows from which model it is. */
@ApplicationScoped
class BaseModelAtStart {

  private static final Logger LOG = Logger.getLogger(BaseModelAtStart.class);

  /** Enough of a fingerprint to tell models apart by. */
  private static final int SHORT_FINGERPRINT = 12;

  private final EmbeddingConfig config;
  private BaseEmbeddingModel model;

  BaseModelAtStart(EmbeddingConfig config) {
    this.config = config;
  }

  /** Earlier than the channels, which start at the priority of libraries and later. */
  void load(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
    try {
      model = BaseModels.open(config);
    } catch (EmbeddingException | IllegalArgumentException e) {
      // This kind, without a cause, is the one that Quarkus prints as one line.
      throw new ConfigurationException("retune.embedding: " + e.getMessage());
    }
    LOG.infof(
        "base model %s: %d dimensions, at most %d tokens, long texts: %s, fingerprint %s",
        model.name(), model.dimension(), model.maxTokens(), config.longText(), model.fingerprint());
  }

  @Produces
  @Singleton
  BaseEmbeddingModel model() {
    if (model == null) {
      throw new IllegalStateException("The base model is not loaded yet");
    }
    return model;
  }

  @Produces
  @Singleton
  static BaseModel message(BaseEmbeddingModel model) {
    return BaseModel.newBuilder()
        .setName(model.name())
        .setDimension(model.dimension())
        .setFingerprint(model.fingerprint())
        .build();
  }

  /** A new base model is a new group, which reads everything from the start by itself. */
  @Produces
  @Singleton
  @Unremovable
  @Identifier("embed")
  static Map<String, Object> consumer(BaseEmbeddingModel model, TopicNames names) {
    String shortened = model.fingerprint().substring(0, SHORT_FINGERPRINT);
    return Map.of(ConsumerConfig.GROUP_ID_CONFIG, names.group("embed-" + shortened));
  }

  @PreDestroy
  void close() {
    if (model != null) {
      model.close();
    }
  }
}
