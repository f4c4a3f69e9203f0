package io.retune.cli.command;

import io.retune.cli.service.ReleaseClient;
import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who moves a release, and why. */
final class ReleaseOptions {
  private static final String LOCAL = "http://127.0.0.1:8084";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description =
          "Who decided it (default: ${DEFAULT-VALUE}); where the service asks for a token, the"
              + " token's name goes before.")
  private String by;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "by hand",
      description = "Why (default: ${DEFAULT-VALUE}).")
  private String reason;

  @Option(
      names = "--eval-url",
      paramLabel = "URL",
      defaultValue = "${env:RETUNE_EVAL_URL:-" + Option.NULL_VALUE + "}",
      description =
          "Where the eval service listens (default: that of the local stack, " + LOCAL + ").")
  private URI evalService;

  @Mixin private TokenOptions token;

  String by() {
    return by;
  }

  String reason() {
    return reason;
  }

  /** Of the service that belongs to the cluster. */
  ReleaseClient client(CommonOptions common) {
    return new ReleaseClient(
        common.service("--eval-url", evalService, URI.create(LOCAL)), token.token());
  }
}
