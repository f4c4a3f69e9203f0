package io.retune.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What the build knows about itself.
 *
 * @param version of Retune
 * @param olderFeed version of the documentation that the default feed begins with
 * @param newerFeed version of the documentation that follows as an update
 */
public record BuildFacts(String version, String olderFeed, String newerFeed) {

  /** Reads what the build wrote beside the classes. */
  public static BuildFacts read() {
    Properties properties = new Properties();
    try (InputStream stream = BuildFacts.class.getResourceAsStream("/build.properties")) {
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BuildFacts(
        properties.getProperty("version"),
        properties.getProperty("feed.older"),
        properties.getProperty("feed.newer"));
  }
}
