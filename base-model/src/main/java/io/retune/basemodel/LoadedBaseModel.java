package io.retune.basemodel;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.retune.embedding.BaseEmbeddingModel;
import io.retune.embedding.EmbeddingException;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.jboss.logging.Logger;

/**
 * The base model of this process, loaded before anything is read: without one the service does not
 * start.
 */
@ApplicationScoped
public class LoadedBaseModel {

  private static final Logger LOG = Logger.getLogger(LoadedBaseModel.class);

  private final EmbeddingConfig config;
  private BaseEmbeddingModel model;

  LoadedBaseModel(EmbeddingConfig config) {
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
        "base model %s: %d dimensions, up to %d tokens, long texts: %s, fingerprint %s",
        model.name(), model.dimension(), model.maxTokens(), config.longText(), model.fingerprint());
  }

  /**
   * The model, for as long as the process runs.
   *
   * @throws IllegalStateException before it is loaded
   */
  public BaseEmbeddingModel model() {
    if (model == null) {
      throw new IllegalStateException("The base model is not loaded yet");
    }
    return model;
  }

  @PreDestroy
  void close() {
    if (model != null) {
      model.close();
    }
  }
}
