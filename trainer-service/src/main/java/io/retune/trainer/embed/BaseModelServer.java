package io.retune.trainer.embed;

import io.retune.basemodel.EmbeddingConfig;
import io.retune.chassis.outage.BackOff;
import io.retune.chassis.outage.RemoteDependencies;
import io.retune.chassis.outage.RemoteDependency;
import io.retune.embedding.OpenAiCompatibleModel;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/** What the base model runs on: a server, or this process. */
@Singleton
final class BaseModelServer {

  private final Optional<URI> baseUrl;
  private final RemoteDependency dependency;

  BaseModelServer(EmbeddingConfig config, RemoteDependencies dependencies) {
    this.dependency = dependencies.add("base model", BackOff.USUAL);
    this.baseUrl =
        config.model().equals(OpenAiCompatibleModel.CHOICE)
            ? Optional.of(config.openai().baseUrl())
            : Optional.empty();
  }

  /** Makes the calls of the model, and waits while it does not work. */
  RemoteDependency dependency() {
    return dependency;
  }

  /** Host and port, as they are configured; empty where the model runs in this process. */
  Optional<String> address() {
    return baseUrl.map(
        url -> url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort());
  }
}
