package io.retune.testing;

import io.retune.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * A broker in a JVM of its own. Kafka registers its logins with the JVM once, for the class loader
 * that comes first; a service under test has another one than the broker.
 */
final class BrokerProcess {
  /** What it prints when it takes connections. */
  static final String READY = "ready";

  private BrokerProcess() {}

  /**
   * Runs until its input ends, and so no longer than who started it.
   *
   * @param arguments the directory of its logs, its port, and a file with its settings
   */
  public static void main(String[] arguments) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(arguments[2]))) {
      properties.load(reader);
    }
    Map<String, String> settings =
        properties.stringPropertyNames().stream()
            .collect(Collectors.toMap(name -> name, properties::getProperty));
    EmbeddedBroker broker =
        new EmbeddedBroker(Path.of(arguments[0]), Integer.parseInt(arguments[1]), settings);
    System.out.println(READY);
    System.out.flush();
    while (System.in.read() >= 0) {
      // Nothing is said to it; its input only ends.
    }
    broker.close();
  }
}
