package io.retune.cli.service;

import io.retune.adapter.Adapter;
import io.retune.adapter.llamaindex.LlamaIndexAdapter;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.cli.CommandFailure;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Makes versions of adapters that were trained elsewhere, through the trainer service. */
public final class CheckpointClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final ServiceClient service;

  /**
   * @param service where it listens, such as {@code http://127.0.0.1:8083}
   * @param token that it knows the caller by
   */
  public CheckpointClient(URI service, ServiceToken token) {
    this.service = new ServiceClient("trainer", service, token, TIMEOUT);
  }

  /**
   * Returns when the service has taken it; it becomes a version within seconds.
   *
   * @param source for people: where it comes from
   * @throws CommandFailure if the service refuses or does not answer, as where the adapter belongs
   *     to another base model than the collection
   */
  public void bringIn(String collection, LlamaIndexAdapter imported, String source) {
    Adapter adapter = imported.adapter();
    String baseModel =
        imported
            .manifest()
            .map(manifest -> "&base_model=" + encoded(manifest.baseModel().fingerprint()))
            .orElse("");
    service.post(
        "/collections/" + collection + "/checkpoints?source=" + encoded(source) + baseModel,
        "application/octet-stream",
        BodyPublishers.ofByteArray(new AdapterWeights().encode(adapter)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
