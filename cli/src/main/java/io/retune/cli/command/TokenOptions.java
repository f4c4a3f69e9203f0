package io.retune.cli.command;

import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.SecretFile;
import io.retune.cli.service.ServiceToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command shows a service who calls. A command line is no place for a token. */
final class TokenOptions {
  private static final String VARIABLE = "RETUNE_TOKEN";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "A file that holds the bearer token for the service (default: the token in the environment"
              + " variable "
              + VARIABLE
              + ", if any).")
  private Path file;

  ServiceToken token() {
    if (file == null) {
      return ServiceToken.of(Optional.ofNullable(System.getenv(VARIABLE)).orElse(""));
    }
    SecretFile.check(file);
    try {
      return ServiceToken.of(Files.readString(file));
    } catch (IOException e) {
      throw new CommandFailure("cannot read --token-file " + file + ": " + e.getMessage(), e);
    }
  }
}
