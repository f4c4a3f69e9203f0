package io.retune.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.RecordWriter;
import io.retune.cli.document.AnswerCheck;
import io.retune.cli.document.AnsweredQuestions;
import io.retune.cli.document.DocumentFeed;
import io.retune.cli.document.DocumentFeed.Sent;
import io.retune.cli.document.DocumentFiles;
import io.retune.cli.document.DocumentMessage;
import io.retune.cli.output.Count;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
          + " has at most 64 MB."
    })
final class IngestCommand implements Callable<Integer> {
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
    Sent sent;
    try (RecordWriter writer = common.cluster().writer()) {
      sent = new DocumentFeed(writer).send(files, message, common.progress());
    }
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
