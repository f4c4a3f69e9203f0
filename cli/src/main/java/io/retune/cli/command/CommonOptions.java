package io.retune.cli.command;

import io.retune.cli.cluster.Cluster;
import io.retune.schemas.TopicNames;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command takes. */
final class CommonOptions {
  private static final String LOCAL_BOOTSTRAP = "127.0.0.1:9092";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:RETUNE_BOOTSTRAP:-}",
      description =
          "The Kafka cluster to work on (default: that of the local stack, "
              + LOCAL_BOOTSTRAP
              + ").")
  private String bootstrap;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      defaultValue = "${env:RETUNE_PREFIX:-}",
      description =
          "What stands before the names of topics and groups, where a cluster has several"
              + " deployments.")
  private String prefix;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Option(names = "--json", description = "Print JSON instead of text for people.")
  private boolean json;

  boolean json() {
    return json;
  }

  Cluster cluster() {
    return new Cluster(givenBootstrap().orElse(LOCAL_BOOTSTRAP), names());
  }

  /** Empty where the cluster is to be the local stack's own. */
  Optional<String> givenBootstrap() {
    return bootstrap.isEmpty() ? Optional.empty() : Optional.of(bootstrap);
  }

  TopicNames names() {
    try {
      return new TopicNames(prefix);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
