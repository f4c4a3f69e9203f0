package io.retune.cli.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.retune.cli.CommandFailure;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the local stack's trainer service how far it is, and for versions. Thread-safe. */
public final class TrainerClient {
  /** It is asked again and again, so that a late answer is worth little. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final ServiceClient service;

  /**
   * @param service where it listens, such as {@code http://127.0.0.1:8083}
   */
  public TrainerClient(URI service) {
    this(service, ServiceToken.NONE);
  }

  /**
   * @param token that says who asks
   */
  public TrainerClient(URI service, ServiceToken token) {
    this.service = new ServiceClient("trainer", service, token, TIMEOUT);
  }

  /**
   * The collections that this instance could not train last; none where the service does not
   * answer.
   */
  public List<FailedTraining> failures() {
    List<FailedTraining> failures = new ArrayList<>();
    try {
      for (JsonNode each : service.get("/training")) {
        String reason = each.path("last_failure").asText();
        if (!reason.isEmpty()) {
          failures.add(new FailedTraining(each.path("collection").asText(), reason));
        }
      }
    } catch (CommandFailure e) {
      return List.of();
    }
    return failures;
  }

  /**
   * How a collection stands; empty where the service does not answer, as while it is being started
   * again, and where it has not heard of the collection.
   */
  public Optional<TrainerState> state(String collection) {
    try {
      return Optional.of(state(service.get("/collections/" + collection + "/training")));
    } catch (CommandFailure e) {
      return Optional.empty();
    }
  }

  /** Asks for a version of what has come so far; false where it must be asked again. */
  public boolean askForVersion(String collection) {
    try {
      service.post(
          "/collections/" + collection + "/retrain", "application/json", BodyPublishers.noBody());
      return true;
    } catch (CommandFailure e) {
      return false;
    }
  }

  private static TrainerState state(JsonNode answer) {
    return new TrainerState(
        answer.path("examples").asInt(),
        answer.path("unseen_examples").asInt(),
        answer.path("latest_version").asLong(),
        answer.path("training").asBoolean() || answer.path("waiting_requests").asInt() > 0);
  }
}
