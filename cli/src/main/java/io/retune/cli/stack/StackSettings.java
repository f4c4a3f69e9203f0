package io.retune.cli.stack;

import io.retune.schemas.TopicNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a local stack runs with.
 *
 * @param directory for its state and logs
 * @param ports of its processes
 * @param externalCluster where the services connect; empty: the stack has a broker of its own
 * @param heaps of the services
 * @param serves whether embeddings are served too, which the stages do not need
 * @param names that topics and groups have
 * @param defaults service settings that files and single settings go before
 * @param files property files for all services
 * @param settings single settings for all services; these go before everything else
 */
public record StackSettings(
    StackDirectory directory,
    StackPorts ports,
    StackHeaps heaps,
    boolean serves,
    Optional<String> externalCluster,
    TopicNames names,
    Map<String, String> defaults,
    List<Path> files,
    Map<String, String> settings) {
  public StackSettings {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(ports, "ports");
    Objects.requireNonNull(heaps, "heaps");
    Objects.requireNonNull(externalCluster, "externalCluster");
    Objects.requireNonNull(names, "names");
    defaults = Map.copyOf(defaults);
    files = files.stream().map(Path::toAbsolutePath).toList();
    settings = Map.copyOf(settings);
  }

  /** Where the services connect. */
  public String bootstrap() {
    return externalCluster.orElse(ports.bootstrap());
  }
}
