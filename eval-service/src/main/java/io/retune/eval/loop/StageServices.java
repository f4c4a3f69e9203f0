package io.retune.eval.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.eval.stream.WaitingBoard;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Asks the services what their stages wait for, and this one's own board. Not thread-safe. */
@Singleton
final class StageServices {
  /** The trainer's answer has a line for each collection. */
  private static final int MAX_BYTES = 1 << 20;

  private final LoopConfig config;
  private final WaitingBoard board;
  private final LoopClient client;
  private final ObjectMapper json = new ObjectMapper();

  StageServices(LoopConfig config, WaitingBoard board) {
    this.config = config;
    this.board = board;
    this.client = new LoopClient(config, MAX_BYTES);
  }

  /** What each stage waits for; those that wait for nothing, or do not say, are left out. */
  Map<Stage, StageWait> waits() {
    Map<Stage, StageWait> waits = new EnumMap<>(Stage.class);
    config
        .ingestUrl()
        .flatMap(service -> answer(service, "/feeds"))
        .flatMap(StageServices::feedWithProblem)
        .ifPresent(wait -> waits.put(Stage.INGEST, wait));
    config
        .qaGenUrl()
        .flatMap(service -> answer(service, "/asking"))
        .flatMap(StageServices::outage)
        .ifPresent(wait -> waits.put(Stage.QA_GEN, wait));
    config
        .trainerUrl()
        .flatMap(service -> answer(service, "/embedding"))
        .flatMap(StageServices::outage)
        .ifPresent(wait -> waits.put(Stage.EMBED, wait));
    config
        .trainerUrl()
        .flatMap(service -> answer(service, "/training"))
        .flatMap(StageServices::failedTraining)
        .ifPresent(wait -> waits.put(Stage.TRAIN, wait));
    board.all().entrySet().stream()
        .findFirst()
        .map(
            first ->
                new StageWait(
                    "collection " + first.getKey(), first.getValue().reason(), Optional.empty()))
        .ifPresent(wait -> waits.put(Stage.EVAL, wait));
    return waits;
  }

  private static Optional<StageWait> outage(JsonNode stage) {
    JsonNode waiting = stage.path("waiting");
    return waiting.isObject()
        ? Optional.of(
            new StageWait(
                waiting.path("dependency").asText(),
                waiting.path("reason").asText(),
                Optional.of(waiting.path("since").asText())))
        : Optional.empty();
  }

  private static Optional<StageWait> feedWithProblem(JsonNode feeds) {
    for (JsonNode each : feeds) {
      String problem = each.path("problem").asText("");
      if (!problem.isEmpty()) {
        return Optional.of(
            new StageWait(
                "feed " + each.path("feed").asText(),
                problem,
                Optional.of(each.path("polled_at").asText("")).filter(at -> !at.isEmpty())));
      }
    }
    return Optional.empty();
  }

  private static Optional<StageWait> failedTraining(JsonNode collections) {
    for (JsonNode each : collections) {
      String failure = each.path("last_failure").asText();
      if (!failure.isEmpty()) {
        return Optional.of(
            new StageWait(
                "collection " + each.path("collection").asText(), failure, Optional.empty()));
      }
    }
    return Optional.empty();
  }

  /** Empty where the service does not answer in time; that it is down shows by its instances. */
  private Optional<JsonNode> answer(URI service, String path) {
    try {
      return Optional.of(json.readTree(client.get(service, path)));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
