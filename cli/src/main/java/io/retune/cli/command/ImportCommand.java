package io.retune.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.dataset.DatasetImport;
import io.retune.adapter.dataset.DatasetReader;
import io.retune.adapter.dataset.FinetuneDataset;
import io.retune.adapter.dataset.Keyed;
import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.RecordWriter;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code retune import}: a data set into {@code qa-pairs} or {@code nodes}. */
@Command(
    name = "import",
    description = {
      "Imports a data set of questions and the nodes that answer them: the JSON of LlamaIndex's"
          + " EmbeddingQAFinetuneDataset."
    })
final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private CommonOptions common;
  @Mixin private CollectionOption collection;

  @Option(
      names = "--split",
      paramLabel = "SIDE",
      defaultValue = "train",
      description = "train or validation: the side that all its nodes are on (default: train).")
  private SplitChoice split;

  @Option(
      names = "--generate",
      description = "Let the generators ask more questions of the imported nodes.")
  private boolean generate;

  @Parameters(paramLabel = "FILE", description = "The data set.")
  private Path file;

  @Override
  public Integer call() {
    if (split == SplitChoice.AUTO) {
      throw new ParameterException(
          command.commandLine(), "--split of a data set is train or validation");
    }
    FinetuneDataset dataset = read();
    DatasetImport records =
        new DatasetImport(collection.name(), split.split(), file.getFileName().toString());
    try (RecordWriter writer = common.cluster().writer()) {
      if (generate) {
        writeNodes(writer, records.nodes(dataset), records.queries(dataset));
      } else {
        for (Keyed<QaPairs> pairs : records.qaPairs(dataset)) {
          writer.write(Topics.QA_PAIRS, pairs.key().toString(), pairs.message());
        }
      }
      writer.flush();
    }
    report(dataset);
    return 0;
  }

  private static void writeNodes(
      RecordWriter writer, List<Keyed<Node>> nodes, List<Keyed<Query>> queries) {
    for (Keyed<Node> node : nodes) {
      writer.write(Topics.NODES, node.key().toString(), node.message());
    }
    for (Keyed<Query> query : queries) {
      writer.write(Topics.QUERIES, query.key().toString(), query.message());
    }
  }

  private void report(FinetuneDataset dataset) {
    Console console = Console.of(command.commandLine());
    int nodes = dataset.corpus().size();
    int questions = dataset.queries().size();
    if (common.json()) {
      console.json(
          new ObjectMapper()
              .createObjectNode()
              .put("collection", collection.name())
              .put("split", split.toString())
              .put("nodes", nodes)
              .put("questions", questions));
    } else {
      console.line(
          "%d nodes with %d questions imported into collection %s (%s)",
          nodes, questions, collection.name(), split);
    }
  }

  private FinetuneDataset read() {
    try {
      return new DatasetReader().read(file);
    } catch (MalformedFileException e) {
      throw new CommandFailure(file + ": " + e.getMessage(), e);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new CommandFailure("no such file: " + file, e);
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
