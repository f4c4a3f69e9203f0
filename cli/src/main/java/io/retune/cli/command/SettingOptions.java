package io.retune.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Settings that a command hands on to the services it starts. */
final class SettingOptions {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(password|passphrase|secret|api-?key|private-?key|keystore\\.key|jaas[.-]config"
              + "|(?<!per-)token)$");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting for all services; may be given several times.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A properties file with settings for all services; may be given several times.")
  private List<Path> files = new ArrayList<>();

  /**
   * @throws ParameterException where one looks like a secret: every user of the machine can read a
   *     command line
   */
  Map<String, String> settings() {
    for (String key : settings.keySet()) {
      if (SECRET.matcher(key).find()) {
        throw new ParameterException(
            command.commandLine(),
            "--set "
                + key
                + " would show a secret to every user of this machine; set the environment variable "
                + key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_")
                + ", or write it into a file and give --config FILE");
      }
    }
    return Map.copyOf(settings);
  }

  List<Path> files() {
    for (Path file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new ParameterException(command.commandLine(), "cannot read --config " + file);
      }
    }
    return List.copyOf(files);
  }
}
