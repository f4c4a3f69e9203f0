package io.retune.cli.stack;

import io.retune.cli.CommandFailure;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of each service as files. They go by file and not by command line: any user of the
 * machine can read a command line, and settings may hold keys.
 */
final class ServiceSettingsFiles {
  /** Files named in a system property stand at 400, the properties themselves too. */
  private static final int BELOW_USER_FILES = 390;

  private static final int ABOVE_USER_FILES = 410;

  /** One process a service, two cores in mind. */
  private static final String PARTITIONS = "2";

  private final StackSettings settings;

  ServiceSettingsFiles(StackSettings settings) {
    this.settings = settings;
  }

  /** Writes the files of a service, and returns the system property that names them. */
  String write(Service service) {
    Map<String, String> own = new TreeMap<>(settings.defaults());
    own.put("quarkus.http.host", "127.0.0.1");
    own.put("quarkus.http.port", Integer.toString(service.port(settings.ports())));
    own.put("kafka.bootstrap.servers", settings.bootstrap());
    if (!settings.names().prefix().isEmpty()) {
      own.put("retune.topics.prefix", settings.names().prefix());
    }
    own.put("retune.state-dir", settings.directory().state(service.label()).toString());
    own.put("retune.topics.partitions", PARTITIONS);
    if (service == Service.EVAL) {
      // Its dashboard shows what the others wait for.
      own.put("retune.eval.loop.ingest-url", address(Service.INGEST));
      own.put("retune.eval.loop.qa-gen-url", address(Service.QA_GEN));
      own.put("retune.eval.loop.trainer-url", address(Service.TRAINER));
      if (settings.serves()) {
        own.put("retune.eval.followers.urls", address(Service.SERVING));
      }
    }
    Stream<Path> files =
        Stream.of(
                Stream.of(file(service.label(), BELOW_USER_FILES, own)),
                settings.files().stream(),
                Stream.of(file("given", ABOVE_USER_FILES, settings.settings())))
            .flatMap(parts -> parts);
    return "-Dquarkus.config.locations="
        + files
            .map(path -> path.toUri().toString().replace(",", "\\,"))
            .collect(Collectors.joining(","));
  }

  private String address(Service service) {
    return "http://127.0.0.1:" + service.port(settings.ports());
  }

  private Path file(String name, int ordinal, Map<String, String> values) {
    Properties properties = new Properties();
    properties.putAll(values);
    properties.put("config_ordinal", Integer.toString(ordinal));
    Path path = settings.directory().settings().resolve(name + ".properties");
    try (StringWriter text = new StringWriter()) {
      properties.store(text, null);
      OwnersFiles.write(path, text.toString());
      return path;
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + path + ": " + e.getMessage(), e);
    }
  }
}
