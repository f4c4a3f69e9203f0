package io.retune.cli.command;

import io.retune.schemas.CollectionName;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which collection a command is about. */
final class CollectionOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--collection",
      paramLabel = "NAME",
      defaultValue = CollectionName.DEFAULT,
      description = "The collection (default: ${DEFAULT-VALUE}).")
  private String collection;

  String name() {
    try {
      return CollectionName.check(collection);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
