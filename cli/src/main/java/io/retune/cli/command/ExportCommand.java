package io.retune.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.dataset.DatasetExport;
import io.retune.adapter.dataset.DatasetLayout;
import io.retune.adapter.dataset.DatasetWriter;
import io.retune.adapter.dataset.FinetuneDataset;
import io.retune.adapter.llamaindex.LlamaIndexDirectory;
import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.TopicScan;
import io.retune.cli.output.Count;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code retune export}: adapters and data sets in formats that others load. */
@Command(
    name = "export",
    description = "Writes adapters and data sets in formats that others load.")
final class ExportCommand implements Runnable {
  @Spec private CommandSpec command;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "adapter or dataset?");
  }

  @Command(
      name = "adapter",
      description = {
        "Writes an adapter to a directory: config.json and pytorch_model.bin, which LlamaIndex loads"
            + " unchanged, manifest.json, and adapter.safetensors. LlamaIndex gets the linear part; a"
            + " question memory is in adapter.safetensors only."
      })
  int adapter(
      @Mixin CommonOptions common,
      @Mixin CollectionOption collection,
      @Option(
              names = "--version",
              paramLabel = "N",
              description = "Which version (default: the one that is served).")
          Optional<Long> version,
      @Parameters(paramLabel = "DIR", description = "Created where it is missing.")
          Path directory) {
    TopicScan scan = new TopicScan(common.cluster(), common.progress());
    common.cluster().admin().close();
    AdapterCheckpoint checkpoint =
        version
            .map(number -> checkpoint(scan, collection.name(), number))
            .orElseGet(() -> served(scan, collection.name()));
    try {
      new LlamaIndexDirectory().write(checkpoint, directory);
      Files.write(directory.resolve("adapter.safetensors"), checkpoint.getWeights().toByteArray());
    } catch (MalformedFileException | IllegalArgumentException e) {
      throw new CommandFailure(
          "version " + checkpoint.getVersion() + " cannot be exported: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailure("cannot write to " + directory + ": " + e.getMessage(), e);
    }
    Console console = Console.of(command.commandLine());
    if (common.json()) {
      console.json(
          new ObjectMapper()
              .createObjectNode()
              .put("collection", collection.name())
              .put("version", checkpoint.getVersion())
              .put("weights_sha256", checkpoint.getWeightsSha256())
              .put("directory", directory.toString()));
    } else {
      console.line("version %d written to %s", checkpoint.getVersion(), directory);
    }
    return 0;
  }

  @Command(
      name = "dataset",
      description =
          "Writes the nodes with their questions as the JSON of LlamaIndex's"
              + " EmbeddingQAFinetuneDataset.")
  int dataset(
      @Mixin CommonOptions common,
      @Mixin CollectionOption collection,
      @Option(
              names = "--split",
              paramLabel = "SIDE",
              defaultValue = "auto",
              description = "train, validation, or auto: both sides (default: auto).")
          SplitChoice split,
      @Parameters(paramLabel = "FILE", description = "Replaced where it is there.") Path file) {
    DatasetExport everything = DatasetExport.everything();
    Set<Split> splits = split == SplitChoice.AUTO ? everything.splits() : Set.of(split.split());
    common.cluster().admin().close();
    FinetuneDataset dataset;
    try {
      dataset =
          new DatasetExport(splits, everything.origins())
              .dataset(
                  new TopicScan(common.cluster(), common.progress())
                      .latest(
                          Topics.QA_PAIRS,
                          key -> key.startsWith(EntryKey.prefix(collection.name())))
                      .values());
      new DatasetWriter().write(dataset, DatasetLayout.INDENTED, file);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("the data set cannot be exported: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + file + ": " + e.getMessage(), e);
    }
    Console console = Console.of(command.commandLine());
    if (common.json()) {
      console.json(
          new ObjectMapper()
              .createObjectNode()
              .put("collection", collection.name())
              .put("nodes", dataset.corpus().size())
              .put("questions", dataset.queries().size())
              .put("file", file.toString()));
    } else {
      console.line(
          "%s with %s written to %s",
          Count.of(dataset.corpus().size(), "node"),
          Count.of(dataset.queries().size(), "question"),
          file);
    }
    return 0;
  }

  private static AdapterCheckpoint checkpoint(TopicScan scan, String collection, long version) {
    String key = new EntryKey(collection, Long.toString(version)).toString();
    AdapterCheckpoint checkpoint = scan.latest(Topics.ADAPTER_CHECKPOINTS, key::equals).get(key);
    if (checkpoint == null) {
      throw new CommandFailure("collection " + collection + " has no version " + version);
    }
    return checkpoint;
  }

  private static AdapterCheckpoint served(TopicScan scan, String collection) {
    AdapterRelease release =
        scan.latest(Topics.ADAPTER_RELEASES, collection::equals).get(collection);
    if (release == null || !release.hasCheckpoint()) {
      throw new CommandFailure(
          "collection " + collection + " serves the base model; --version names a version");
    }
    return release.getCheckpoint();
  }
}
