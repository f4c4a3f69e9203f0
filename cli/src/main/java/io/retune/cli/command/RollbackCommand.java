package io.retune.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.retune.cli.CommandFailure;
import io.retune.cli.report.EvaluatedVersions;
import io.retune.cli.service.ReleaseClient;
import io.retune.schemas.v1.AdapterRelease;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code retune rollback}: back to what was served before. */
@Command(
    name = "rollback",
    description = "Releases the version that was served before the present one.")
final class RollbackCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private CommonOptions common;
  @Mixin private CollectionOption collection;
  @Mixin private ReleaseOptions release;

  @Override
  public Integer call() {
    ReleaseClient client = release.client(common);
    common.cluster().admin().close();
    AdapterRelease present =
        new EvaluatedVersions(common.cluster(), common.progress())
            .release(collection.name())
            .filter(served -> served.getVersion() != served.getPreviousVersion())
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "nothing was released in collection "
                            + collection.name()
                            + ": there is nothing to go back to"));
    JsonNode answer =
        client.release(
            collection.name(),
            present.getPreviousVersion(),
            release.by(),
            "rollback of version " + present.getVersion() + ": " + release.reason());
    Console console = Console.of(command.commandLine());
    if (common.json()) {
      console.json(answer);
    } else {
      console.line(
          "collection %s now serves %s instead of %s",
          collection.name(),
          ReleaseWords.version(present.getPreviousVersion()),
          ReleaseWords.version(present.getVersion()));
    }
    return 0;
  }
}
