package io.retune.cli.command;

import io.retune.cli.service.EvaluationsClient;
import io.retune.cli.service.FailedTraining;
import io.retune.cli.service.FeedState;
import io.retune.cli.service.FeedsClient;
import io.retune.cli.service.ServiceToken;
import io.retune.cli.service.StageClient;
import io.retune.cli.service.StageState;
import io.retune.cli.service.TrainerClient;
import io.retune.cli.service.WaitingVersions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which services are asked what their stages wait for. */
final class StageOptions {
  private static final String LOCAL_INGEST = "http://127.0.0.1:8081";
  private static final String LOCAL_QA_GEN = "http://127.0.0.1:8082";
  private static final String LOCAL_EVAL = "http://127.0.0.1:8084";
  private static final String LOCAL_TRAINER = "http://127.0.0.1:8083";

  @Option(
      names = "--ingest-url",
      paramLabel = "URL",
      defaultValue = "${env:RETUNE_INGEST_URL:-" + Option.NULL_VALUE + "}",
      description =
          "Where the ingest service listens (default: that of the local stack, "
              + LOCAL_INGEST
              + ").")
  private URI ingest;

  @Option(
      names = "--qa-gen-url",
      paramLabel = "URL",
      defaultValue = "${env:RETUNE_QA_GEN_URL:-" + Option.NULL_VALUE + "}",
      description =
          "Where the qa-gen service listens (default: that of the local stack, "
              + LOCAL_QA_GEN
              + ").")
  private URI qaGen;

  @Option(
      names = "--trainer-url",
      paramLabel = "URL",
      defaultValue = "${env:RETUNE_TRAINER_URL:-" + Option.NULL_VALUE + "}",
      description =
          "Where the trainer service listens (default: that of the local stack, "
              + LOCAL_TRAINER
              + ").")
  private URI trainer;

  @Option(
      names = "--eval-url",
      paramLabel = "URL",
      defaultValue = "${env:RETUNE_EVAL_URL:-" + Option.NULL_VALUE + "}",
      description =
          "Where the eval service listens (default: that of the local stack, " + LOCAL_EVAL + ").")
  private URI eval;

  @Mixin private TokenOptions token;

  /** How the stages stand, of the services that are named or of the local stack. */
  List<StageState> states(CommonOptions common) {
    ServiceToken shown = token.token();
    List<StageState> states = new ArrayList<>();
    ask(
        common.serviceIfKnown(qaGen, URI.create(LOCAL_QA_GEN)),
        StageClient::ofAsking,
        shown,
        states);
    ask(
        common.serviceIfKnown(trainer, URI.create(LOCAL_TRAINER)),
        StageClient::ofEmbedding,
        shown,
        states);
    return states;
  }

  /** How the feeds of web pages stand; none where the ingest service does not answer. */
  List<FeedState> feeds(CommonOptions common) {
    return common
        .serviceIfKnown(ingest, URI.create(LOCAL_INGEST))
        .map(at -> new FeedsClient(at, token.token()).feeds())
        .orElse(List.of());
  }

  /**
   * The collections that could not be trained last. A trainer that was silent is not asked again:
   * that would be waited for too.
   *
   * @param states how the stages stand, as this just said
   */
  List<FailedTraining> failures(CommonOptions common, List<StageState> states) {
    if (states.stream()
        .noneMatch(each -> each.stage().equals(StageClient.EMBED) && each.answers())) {
      return List.of();
    }
    return common
        .serviceIfKnown(trainer, URI.create(LOCAL_TRAINER))
        .map(at -> new TrainerClient(at, token.token()).failures())
        .orElse(List.of());
  }

  /** The versions that wait to be evaluated. */
  List<WaitingVersions> evaluations(CommonOptions common) {
    return common
        .serviceIfKnown(eval, URI.create(LOCAL_EVAL))
        .map(at -> new EvaluationsClient(at, token.token()).waiting())
        .orElse(List.of());
  }

  private static void ask(
      Optional<URI> service,
      BiFunction<URI, ServiceToken, StageClient> client,
      ServiceToken token,
      List<StageState> states) {
    service.ifPresent(at -> states.add(client.apply(at, token).state()));
  }
}
