package io.retune.cli.cluster;

import io.retune.cli.CommandFailure;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A properties file that says how to reach and log in to a cluster, as Kafka's own commands take
 * it.
 *
 * @param properties settings of Kafka clients
 */
public record KafkaConfigFile(Map<String, String> properties) {
  /** No settings. */
  public static final KafkaConfigFile NONE = new KafkaConfigFile(Map.of());

  private static final String BOOTSTRAP = "bootstrap.servers";
  private static final Pattern SECRET =
      Pattern.compile(".*(password|secret|sasl\\.jaas\\.config|ssl\\.keystore\\.key)");

  public KafkaConfigFile {
    properties = Map.copyOf(properties);
  }

  /**
   * @throws CommandFailure if it cannot be read, or holds a secret that every user of the machine
   *     can read
   */
  public static KafkaConfigFile read(Path file) {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      read.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure("cannot read --kafka-config " + file + ": " + e.getMessage(), e);
    }
    Map<String, String> properties = new TreeMap<>();
    read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
    if (properties.keySet().stream().anyMatch(name -> SECRET.matcher(name).matches())) {
      SecretFile.check(file);
    }
    return new KafkaConfigFile(properties);
  }

  /** The brokers that the file names; empty text where it names none. */
  public String bootstrap() {
    return properties.getOrDefault(BOOTSTRAP, "");
  }

  /** The same as settings of the services. */
  public Map<String, String> forServices() {
    Map<String, String> settings = new TreeMap<>();
    properties.forEach((name, value) -> settings.put("kafka." + name, value));
    return settings;
  }
}
