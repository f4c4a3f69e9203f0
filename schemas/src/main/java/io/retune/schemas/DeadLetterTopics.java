package io.retune.schemas;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the topics that hold dead letters, by their names. */
public final class DeadLetterTopics {
  private static final Pattern NAME = Pattern.compile("dlq\\.([a-z-]+)\\.([a-z-]+)");

  private DeadLetterTopics() {}

  /**
   * @param name without the deployment's prefix
   */
  public static Optional<Topic<?>> named(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Topics.named(matcher.group(2)).map(source -> Topics.deadLetters(matcher.group(1), source))
        : Optional.empty();
  }

  /**
   * A topic of the flow, or one that holds dead letters.
   *
   * @param name without the deployment's prefix
   */
  public static Optional<Topic<?>> orOfTheFlow(String name) {
    return Topics.named(name).or(() -> named(name));
  }

  /** The name of the topic whose records such a topic holds, without the deployment's prefix. */
  public static String source(Topic<?> deadLetters) {
    Matcher matcher = NAME.matcher(deadLetters.name());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(deadLetters.name() + " holds no dead letters");
    }
    return matcher.group(2);
  }

  /** Those of one deployment among the topics of a cluster, by name. */
  public static List<Topic<?>> among(Collection<String> clusterTopics, TopicNames names) {
    return clusterTopics.stream()
        .sorted()
        .filter(name -> name.startsWith(names.prefix()))
        .<Topic<?>>flatMap(name -> named(name.substring(names.prefix().length())).stream())
        .toList();
  }
}
