package io.retune.cli.command;

import io.retune.cli.service.ReleaseClient;
import java.net.URI;
import picocli.CommandLine.Option;

/** Who moves a release, and why. */
final class ReleaseOptions {
  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who decided it (default: ${DEFAULT-VALUE}).")
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
      defaultValue = "${env:RETUNE_EVAL_URL:-http://127.0.0.1:8084}",
      description = "Where the eval service listens (default: ${DEFAULT-VALUE}).")
  private URI evalService;

  String by() {
    return by;
  }

  String reason() {
    return reason;
  }

  ReleaseClient client() {
    return new ReleaseClient(evalService);
  }
}
