package io.retune.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.RecordWriter;
import io.retune.cli.document.AnswerCheck;
import io.retune.cli.document.AnsweredQuestions;
import io.retune.cli.document.DocumentFeed;
import io.retune.cli.document.DocumentFeed.Sent;
import io.retune.cli.document.DocumentFiles;
import io.retune.cli.document.DocumentMessage;
import io.retune.cli.output.Count;
import io.retune.schemas.Topics;
import io.retune.schemas.lag.GroupPace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code retune ingest}: files and folders into {@code documents}. */
@Command(
    name = "ingest",
    description = {
      "Streams files, and the files in folders, as documents.",
      "A document's id is the file's name, behind the name of the folder given. Sent again, it"
          + " replaces the one before. Hidden files and links out of the folder are left out; a file"
          + " has at most 64 MB.",
      "Where ingest reads, a hundred documents are ahead of it at most, so that others' documents do"
          + " not wait behind all of them."
    })
final class IngestCommand implements Callable<Integer> {
  /** Enough for all parsers, and a second or two for whoever comes after them. */
  private static final int DOCUMENTS_AHEAD = 100;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Spec private CommandSpec command;
  @Mixin private CommonOptions common;
  @Mixin private CollectionOption collection;

  @Option(
      names = "--split",
      paramLabel = "SIDE",
      defaultValue = "auto",
      description = "train, validation, or auto: by a hash of the document (default: auto).")
  private SplitChoice split;

  @Option(
      names = "--questions",
      paramLabel = "FILE",
      description = {
        "Questions that people asked: a .csv with the columns question, document and answer, or a",
        "JSON array of objects with these fields. The document is the one that answers, the answer",
        "a few words of the passage that does, as they stand there. They are evidence: 100 of them on",
        "20 nodes let the gate decide. Give them each time that the documents are sent."
      })
  private Path questionFile;

  @Option(
      names = "--at-once",
      description = {
        "Do not wait for ingest: documents that others send meanwhile are read behind all of these."
      })
  private boolean atOnce;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
  private List<Path> paths;

  @Override
  public Integer call() {
    Console console = Console.of(command.commandLine());
    DocumentFiles files = DocumentFiles.below(paths);
    AnsweredQuestions questions = questions();
    AnswerCheck check = check(questions, files);
    if (!check.faults().isEmpty()) {
      check.faults().forEach(console::error);
      throw new CommandFailure("nothing was sent: correct " + questionFile);
    }
    DocumentMessage message = new DocumentMessage(collection.name(), split.split(), questions);
    Sent sent = send(files, message);
    sent.failures().forEach(console::error);
    if (common.json()) {
      ObjectNode result = new ObjectMapper().createObjectNode();
      result.put("collection", collection.name());
      result.put("documents", sent.documents()).put("bytes", sent.bytes());
      result.put("questions", questions.count()).put("unchecked_answers", check.unread());
      sent.failures().forEach(result.putArray("failures")::add);
      console.json(result);
    } else {
      console.line(
          "%s (%.1f MB) sent to collection %s",
          Count.of(sent.documents(), "document"), sent.bytes() / 1e6, collection.name());
      if (questions.count() > 0) {
        console.line(
            "%s of people went with them%s",
            Count.of(questions.count(), "question"),
            check.unread() == 0
                ? ""
                : "; the answers to %d are looked for when their documents are parsed"
                    .formatted(check.unread()));
      }
    }
    return sent.failures().isEmpty() ? 0 : 1;
  }

  private Sent send(DocumentFiles files, DocumentMessage message) {
    Cluster cluster = common.cluster();
    try (RecordWriter writer = cluster.writer();
        Admin admin = cluster.admin()) {
      GroupPace pace =
          new GroupPace(
              admin,
              cluster.names().group("ingest"),
              cluster.names().of(Topics.DOCUMENTS),
              DOCUMENTS_AHEAD,
              PATIENCE);
      return new DocumentFeed(writer)
          .send(files, message, common.progress(), atOnce ? () -> {} : pace::await);
    }
  }

  private AnsweredQuestions questions() {
    if (questionFile == null) {
      return AnsweredQuestions.none();
    }
    try {
      return AnsweredQuestions.read(questionFile);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure(
          "cannot read --questions " + questionFile + ": " + e.getMessage(), e);
    }
  }

  private static AnswerCheck check(AnsweredQuestions questions, DocumentFiles files) {
    try {
      return AnswerCheck.of(questions, files);
    } catch (IOException e) {
      throw new CommandFailure("cannot look for the answers: " + e.getMessage(), e);
    }
  }
}
