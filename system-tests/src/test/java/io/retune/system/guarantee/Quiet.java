package io.retune.system.guarantee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.cli.CommandFailure;
import io.retune.schemas.lag.GroupLag;
import io.retune.schemas.lag.GroupLags;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/**
 * Whether everything is done: no consumer group has a lag, and no training, request or evaluation
 * waits, at several looks in a row. Not thread-safe.
 */
final class Quiet {

  private static final int LOOKS = 3;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final StackUnderTest stack;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private List<String> unrest = List.of("not looked at");
  private int looks;

  Quiet(StackUnderTest stack) {
    this.stack = stack;
  }

  /** Looks once more; starts what has died. */
  boolean look() {
    stack.startWhatEnded();
    unrest = new ArrayList<>();
    addLags();
    for (StackUnderTest.Running trainer : stack.instances(ServiceKind.TRAINER)) {
      addTraining(trainer);
    }
    for (StackUnderTest.Running eval : stack.instances(ServiceKind.EVAL)) {
      addEvaluations(eval);
    }
    looks = unrest.isEmpty() ? looks + 1 : 0;
    if (looks < LOOKS) {
      return false;
    }
    looks = 0;
    return true;
  }

  /** What was not done at the last look. */
  List<String> unrest() {
    return List.copyOf(unrest);
  }

  /** What each instance of eval says that a collection serves. */
  List<Long> champions(String collection) {
    List<Long> champions = new ArrayList<>();
    for (StackUnderTest.Running eval : stack.instances(ServiceKind.EVAL)) {
      try {
        JsonNode releases = get(eval, "/collections/" + collection + "/releases");
        champions.add(releases.path(releases.size() - 1).path("version").asLong(-1));
      } catch (IOException e) {
        champions.add(-1L);
      }
    }
    return champions;
  }

  private void addLags() {
    try (GroupLags lags = stack.cluster().lags()) {
      lags.read().stream()
          .filter(lag -> lag.records() > 0)
          .map(GroupLag::toString)
          .forEach(unrest::add);
    } catch (CommandFailure | KafkaException e) {
      unrest.add(e.toString());
    }
  }

  private void addTraining(StackUnderTest.Running trainer) {
    try {
      for (JsonNode collection : get(trainer, "/training")) {
        boolean isDue =
            collection.path("unseen_examples").asLong() > 0
                && collection.path("last_failure").asText("").isEmpty();
        if (isDue
            || collection.path("training").asBoolean()
            || collection.path("waiting_requests").asInt() > 0) {
          unrest.add(collection.toString());
        }
      }
    } catch (IOException e) {
      unrest.add(trainer.process().name() + " does not answer: " + e);
    }
  }

  private void addEvaluations(StackUnderTest.Running eval) {
    try {
      for (JsonNode check : get(eval, "/q/health/ready").path("checks")) {
        if (check.path("name").asText().equals("waiting-checkpoints")
            && !check.path("data").isEmpty()) {
          unrest.add(check.toString());
        }
      }
    } catch (IOException e) {
      unrest.add(eval.process().name() + " does not answer: " + e);
    }
  }

  private JsonNode get(StackUnderTest.Running service, String path) throws IOException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(service.address().resolve(path)).timeout(TIMEOUT).build();
      return json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
