package io.retune.cli.command;

import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.KafkaConfigFile;
import io.retune.cli.output.Progress;
import io.retune.cli.output.ProgressBars;
import io.retune.schemas.TopicNames;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command takes. */
final class CommonOptions {
  private static final String LOCAL_BOOTSTRAP = "127.0.0.1:9092";
  private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

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
      names = "--kafka-config",
      paramLabel = "FILE",
      defaultValue = "${env:RETUNE_KAFKA_CONFIG:-}",
      description =
          "A properties file that says how to log in to the cluster and to encrypt, as Kafka's own"
              + " commands take it.")
  private String kafkaConfig;

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

  /** Shown on the terminal, where there is one and its lines are for people. */
  Progress progress() {
    return System.console() == null || json
        ? Progress.NONE
        : new ProgressBars(System.err, InstantSource.system());
  }

  Cluster cluster() {
    return new Cluster(givenBootstrap().orElse(LOCAL_BOOTSTRAP), names(), access());
  }

  /** What the file of the cluster says; nothing where none is named. */
  KafkaConfigFile access() {
    return kafkaConfig.isEmpty()
        ? KafkaConfigFile.NONE
        : KafkaConfigFile.read(Path.of(kafkaConfig));
  }

  /**
   * Where a service listens.
   *
   * @param option that names it, such as {@code --eval-url}
   * @param given with that option; null for the local stack's
   * @throws ParameterException where none is given and the cluster is another one than the local
   *     stack's, whose services would do to their cluster what was meant for this one
   */
  URI service(String option, URI given, URI local) {
    if (given == null && !isLocal()) {
      throw new ParameterException(
          command.commandLine(),
          "the cluster is not the local stack's, so " + option + " must say where its service is");
    }
    return given == null ? local : given;
  }

  /** The same for a service that can be done without: empty where it is not known. */
  Optional<URI> serviceIfKnown(URI given, URI local) {
    return given == null && !isLocal()
        ? Optional.empty()
        : Optional.of(given == null ? local : given);
  }

  private boolean isLocal() {
    return Stream.of(givenBootstrap().orElse(LOCAL_BOOTSTRAP).split(","))
        .map(broker -> broker.strip().replaceFirst(":\\d+$", ""))
        .allMatch(LOCAL_HOSTS::contains);
  }

  /** Empty where the cluster is to be the local stack's own. */
  Optional<String> givenBootstrap() {
    return Stream.of(bootstrap, access().bootstrap()).filter(text -> !text.isEmpty()).findFirst();
  }

  TopicNames names() {
    try {
      return new TopicNames(prefix);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
