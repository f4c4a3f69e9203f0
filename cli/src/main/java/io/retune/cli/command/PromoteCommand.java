package io.retune.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code retune promote}: releases a version by hand. */
@Command(
    name = "promote",
    description = "Releases a version by hand, even against the gate. Version 0 is the base model.")
final class PromoteCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private CommonOptions common;
  @Mixin private CollectionOption collection;
  @Mixin private ReleaseOptions release;

  @Parameters(paramLabel = "VERSION", description = "The version to release.")
  private long version;

  @Override
  public Integer call() {
    if (version < 0) {
      throw new ParameterException(command.commandLine(), "a version is 0 or more");
    }
    JsonNode answer =
        release.client(common).release(collection.name(), version, release.by(), release.reason());
    Console console = Console.of(command.commandLine());
    if (common.json()) {
      console.json(answer);
    } else {
      console.line("collection %s now serves %s", collection.name(), ReleaseWords.version(version));
    }
    return 0;
  }
}
