package io.retune.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Message;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.dataset.DatasetImport;
import io.retune.adapter.dataset.DatasetReader;
import io.retune.adapter.dataset.FinetuneDataset;
import io.retune.adapter.dataset.Keyed;
import io.retune.adapter.llamaindex.LlamaIndexAdapter;
import io.retune.adapter.llamaindex.LlamaIndexDirectory;
import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.RecordWriter;
import io.retune.cli.output.Count;
import io.retune.cli.output.Progress;
import io.retune.cli.service.CheckpointClient;
import io.retune.cli.vectors.VectorFile;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code retune import}: a data set into {@code qa-pairs} or {@code nodes}, or an adapter into
 * {@code adapter-checkpoints}.
 */
@Command(
    name = "import",
    description = {
      "Imports what LlamaIndex wrote, or nodes with vectors of your own.",
      "A file: a data set of questions and the nodes that answer them (the JSON of its"
          + " EmbeddingQAFinetuneDataset).",
      "A directory: an adapter (config.json and pytorch_model.bin), which becomes the next version"
          + " of the collection and is evaluated like any other.",
      "A file that ends in .jsonl: a node a line, with its vector and questions, such as",
      "  {\"id\": \"n1\", \"document\": \"d1\", \"text\": \"...\", \"vector\": [0.1, ...],",
      "   \"questions\": [{\"text\": \"...\", \"vector\": [...], \"class\": \"human\"}]}",
      "Nothing of it is embedded again, and the file may be of any size."
    })
final class ImportCommand implements Callable<Integer> {
  private static final String LOCAL_TRAINER = "http://127.0.0.1:8083";

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

  @Option(
      names = "--base-model",
      paramLabel = "NAME",
      description = "What the vectors of a .jsonl file were made with.")
  private String baseModel;

  @Option(
      names = "--fingerprint",
      paramLabel = "TEXT",
      description = {
        "Of that base model, where the trainer has the same one: as its GET /embedding says it.",
        "Default: made of the name and the dimension."
      })
  private String fingerprint;

  @Option(
      names = "--trainer-url",
      paramLabel = "URL",
      defaultValue = "${env:RETUNE_TRAINER_URL:-" + Option.NULL_VALUE + "}",
      description =
          "Where the trainer service listens, which takes adapters (default: that of the local"
              + " stack, "
              + LOCAL_TRAINER
              + ").")
  private URI trainerService;

  @Mixin private TokenOptions token;

  @Parameters(paramLabel = "PATH", description = "The data set, or the directory of an adapter.")
  private Path path;

  @Override
  public Integer call() {
    if (Files.isDirectory(path)) {
      return importAdapter();
    }
    if (split == SplitChoice.AUTO) {
      throw new ParameterException(
          command.commandLine(), "--split of a file is train or validation");
    }
    return path.toString().endsWith(VectorFile.SUFFIX) ? importVectors() : importDataset();
  }

  private int importAdapter() {
    URI service = common.service("--trainer-url", trainerService, URI.create(LOCAL_TRAINER));
    LlamaIndexAdapter adapter = read(new LlamaIndexDirectory()::read);
    new CheckpointClient(service, token.token())
        .bringIn(collection.name(), adapter, path.toString());
    Console console = Console.of(command.commandLine());
    if (common.json()) {
      console.json(
          new ObjectMapper()
              .createObjectNode()
              .put("collection", collection.name())
              .put("source", path.toString()));
    } else {
      console.line(
          "the adapter in %s becomes the next version of collection %s; retune adapters shows how"
              + " good it is",
          path, collection.name());
    }
    return 0;
  }

  private int importVectors() {
    if (baseModel == null || baseModel.isBlank()) {
      throw new ParameterException(
          command.commandLine(), "--base-model must say what the vectors were made with");
    }
    if (generate) {
      throw new ParameterException(
          command.commandLine(), "--generate is for data sets: these nodes bring their questions");
    }
    VectorFile file =
        new VectorFile(
            collection.name(),
            path.getFileName().toString(),
            split.split(),
            baseModel,
            Optional.ofNullable(fingerprint));
    VectorFile.Read read =
        read(
            place -> {
              try (RecordWriter writer = common.cluster().writer();
                  InputStream content = Files.newInputStream(place);
                  Progress.Task task = common.progress().begin("importing", Files.size(place))) {
                VectorFile.Read done =
                    file.read(
                        place,
                        content,
                        (key, pairs) -> writer.write(Topics.QA_PAIRS, key.toString(), pairs),
                        task::at);
                writer.flush();
                return done;
              }
            });
    report(read.nodes(), read.questions());
    return 0;
  }

  private int importDataset() {
    FinetuneDataset dataset = read(new DatasetReader()::read);
    DatasetImport records =
        new DatasetImport(collection.name(), split.split(), path.getFileName().toString());
    try (RecordWriter writer = common.cluster().writer()) {
      if (generate) {
        write(writer, Topics.NODES, records.nodes(dataset));
        write(writer, Topics.QUERIES, records.queries(dataset));
      } else {
        write(writer, Topics.QA_PAIRS, records.qaPairs(dataset));
      }
      writer.flush();
    }
    report(dataset.corpus().size(), dataset.queries().size());
    return 0;
  }

  private <V extends Message> void write(
      RecordWriter writer, Topic<V> topic, List<Keyed<V>> records) {
    try (Progress.Task task = common.progress().begin(topic.name(), records.size())) {
      long written = 0;
      for (Keyed<V> record : records) {
        writer.write(topic, record.key().toString(), record.message());
        written++;
        task.at(written);
      }
    }
  }

  private void report(long nodes, long questions) {
    Console console = Console.of(command.commandLine());
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
          "%s with %s imported into collection %s (%s)",
          Count.of(nodes, "node"), Count.of(questions, "question"), collection.name(), split);
    }
  }

  private <T> T read(Format<T> format) {
    try {
      return format.read(path);
    } catch (MalformedFileException e) {
      throw new CommandFailure(path + ": " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new CommandFailure("no such file: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  private interface Format<T> {
    T read(Path path) throws IOException;
  }
}
