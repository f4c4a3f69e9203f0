package io.retune.cli.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.cli.CommandFailure;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** Moves releases by hand, through the eval service. */
public final class ReleaseClient {
  /** The service may have to find an old version in its topic. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final ServiceClient service;

  /**
   * @param service where it listens, such as {@code http://127.0.0.1:8084}
   * @param token that it knows the caller by
   */
  public ReleaseClient(URI service, ServiceToken token) {
    this.service = new ServiceClient("eval", service, token, TIMEOUT);
  }

  /**
   * Releases a version.
   *
   * @param version 0 for the base model
   * @return what the service says of the release
   * @throws CommandFailure if the service refuses or does not answer
   */
  public JsonNode release(String collection, long version, String by, String reason) {
    String body =
        new ObjectMapper()
            .createObjectNode()
            .put("version", version)
            .put("by", by)
            .put("reason", reason)
            .toString();
    return service.post(
        "/collections/" + collection + "/releases",
        "application/json",
        BodyPublishers.ofString(body));
  }
}
