package io.retune.cli.demo;

import io.retune.schemas.CollectionName;
import io.retune.schemas.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a demo is asked to do.
 *
 * @param train files and folders to train on; the default feed where there are none
 * @param validation files and folders to evaluate on; where there are none, nodes are drawn
 * @param externalCluster to run on; empty: a broker of its own
 * @param data directory, which is emptied first
 * @param timeout how long nothing at all may happen
 * @param files with settings for the services
 * @param settings for the services
 */
public record DemoOptions(
    String collection,
    List<Path> train,
    List<Path> validation,
    Optional<String> externalCluster,
    TopicNames names,
    Path data,
    Duration timeout,
    List<Path> files,
    Map<String, String> settings) {
  public DemoOptions {
    CollectionName.check(collection);
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    Objects.requireNonNull(externalCluster, "externalCluster");
    Objects.requireNonNull(names, "names");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(timeout, "timeout");
    files = List.copyOf(files);
    settings = Map.copyOf(settings);
    if (train.isEmpty() && !validation.isEmpty()) {
      throw new IllegalArgumentException("--validation needs --train");
    }
  }

  /** Whether the feed is the default one. */
  boolean isDefaultFeed() {
    return train.isEmpty();
  }

  /** Settings that suit a demo, where nothing else is given. */
  Map<String, String> defaults() {
    Map<String, String> defaults = new HashMap<>();
    // One version a step of the feed: the demo asks for it when all has come through.
    defaults.put("retune.train.new-examples", "1000000000");
    defaults.put("retune.train.age", "12h");
    defaults.put("retune.train.quiet", "12h");
    if (!isDefaultFeed() && validation.isEmpty()) {
      // A single document would be on one side as a whole.
      defaults.put("retune.ingest.split", "node");
    }
    return Map.copyOf(defaults);
  }
}
