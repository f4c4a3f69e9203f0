package io.retune.trainer.embed;

import io.retune.embedding.OpenAiCompatibleModel;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/** The server that the base model runs on, where it does not run in this process. */
@Singleton
final class BaseModelServer {

  private final Optional<URI> baseUrl;

  BaseModelServer(EmbeddingConfig config) {
    this.baseUrl =
        config.model().equals(OpenAiCompatibleModel.CHOICE)
            ? Optional.of(config.openai().baseUrl())
            : Optional.empty();
  }

  /** Host and port, as they are configured; empty where the model runs in this process. */
  Optional<String> address() {
    return baseUrl.map(
        url -> url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort());
  }
}
