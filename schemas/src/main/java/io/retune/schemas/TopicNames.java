package io.retune.schemas;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names that topics, consumer groups and application ids have in one deployment.
 *
 * @param prefix stands before each name; empty where a cluster has one deployment
 */
public record TopicNames(String prefix) {
  private static final Pattern ALLOWED = Pattern.compile("([a-z0-9][a-z0-9.-]{0,49})?");

  public TopicNames {
    if (prefix == null || !ALLOWED.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "topic prefix '" + prefix + "' must be at most 50 of a-z, 0-9, '.', '-'");
    }
  }

  public String of(Topic<?> topic) {
    return prefix + topic.name();
  }

  public String deadLetters(String service, Topic<?> source) {
    return of(Topics.deadLetters(service, source));
  }

  /** A consumer group or application id: {@code retune-<name>} behind the prefix. */
  public String group(String name) {
    return prefix + "retune-" + name;
  }

  /**
   * The topic that has this name here; empty for names of other deployments and of dead letters.
   */
  public Optional<Topic<?>> topic(String name) {
    return name.startsWith(prefix)
        ? Topics.named(name.substring(prefix.length()))
        : Optional.empty();
  }
}
