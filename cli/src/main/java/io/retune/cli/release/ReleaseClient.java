package io.retune.cli.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.cli.CommandFailure;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;

/** Moves releases by hand, through the eval service. */
public final class ReleaseClient {
  private final ServiceClient service;

  /**
   * @param service where it listens, such as {@code http://127.0.0.1:8084}
   */
  public ReleaseClient(URI service) {
    this.service = new ServiceClient("eval", service);
  }

  /**
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
