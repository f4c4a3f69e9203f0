package io.retune.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.Cluster;
import io.retune.cli.forget.Forgetting;
import io.retune.cli.forget.Trace;
import io.retune.cli.output.Count;
import io.retune.cli.report.EvaluatedVersions;
import io.retune.schemas.v1.EvaluationReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code retune forget}: a document, and what was made of it. */
@Command(
    name = "forget",
    description = {
      "Deletes a document, waits until its nodes, questions and vectors are gone, and reports them.",
      "Versions that learned from it stay as they are; the next retrain is without it."
    })
final class ForgetCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private CommonOptions common;
  @Mixin private CollectionOption collection;

  @Parameters(paramLabel = "DOCUMENT", description = "Its id.")
  private String document;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait (default: ${DEFAULT-VALUE} seconds).")
  private int timeoutSeconds;

  @Override
  public Integer call() {
    Cluster cluster = common.cluster();
    Forgetting forgetting = new Forgetting(cluster, collection.name());
    Trace before = forgetting.trace(document);
    if (before.isEmpty()) {
      throw new CommandFailure("collection " + collection.name() + " has no document " + document);
    }
    List<Long> versions =
        new EvaluatedVersions(cluster)
            .reports(collection.name()).stream()
                .filter(report -> report.getLineage().getDocumentIdsList().contains(document))
                .map(EvaluationReport::getVersion)
                .toList();
    forgetting.forget(before, Duration.ofSeconds(timeoutSeconds));
    report(before, versions);
    return 0;
  }

  private void report(Trace gone, List<Long> versions) {
    Console console = Console.of(command.commandLine());
    if (common.json()) {
      ObjectNode object =
          new ObjectMapper()
              .createObjectNode()
              .put("collection", collection.name())
              .put("document", document)
              .put("nodes", gone.nodes().size())
              .put("questions", gone.questions())
              .put("vectors", gone.vectors());
      versions.forEach(object.putArray("versions_with_it")::add);
      console.json(object);
    } else {
      console.line(
          "forgotten: %s with %s, %s and %s",
          document,
          Count.of(gone.nodes().size(), "node"),
          Count.of(gone.questions(), "question"),
          Count.of(gone.vectors(), "vector"));
      if (!versions.isEmpty()) {
        console.line("versions that learned from it: %s", versions);
      }
    }
  }
}
