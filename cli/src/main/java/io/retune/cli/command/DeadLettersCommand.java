package io.retune.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.Cluster;
import io.retune.cli.deadletter.ClusterLetters;
import io.retune.cli.deadletter.DeadLetterBox;
import io.retune.cli.output.Count;
import io.retune.cli.output.TextTable;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.DeadLetterTopics;
import io.retune.schemas.Topic;
import io.retune.schemas.deadletter.Letter;
import io.retune.schemas.deadletter.Replay;
import io.retune.schemas.deadletter.Replay.Replayed;
import io.retune.schemas.deadletter.UnknownSourceException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code retune dead-letters}: what failed, and another try. */
@Command(
    name = "dead-letters",
    description = "Shows the records that services could not work on, and tries them again.")
final class DeadLettersCommand implements Runnable {
  /** A longer table takes memory, and nobody reads it. */
  private static final int TABLE_ROWS = 1_000;

  @Spec private CommandSpec command;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "list, replay or drop?");
  }

  @Command(
      name = "list",
      description = "Lists them with the reasons: the first 1,000 as a table, all as JSON.")
  int list(
      @Mixin CommonOptions common,
      @Parameters(
              arity = "0..*",
              paramLabel = "TOPIC",
              description = "Only these topics: dlq.SERVICE.TOPIC.")
          List<String> topics) {
    check(topics);
    try (DeadLetterBox box = new DeadLetterBox(common.cluster(), common.progress())) {
      if (common.json()) {
        listAsJson(box, chosen(box, topics));
      } else {
        listAsTable(box, chosen(box, topics));
      }
    }
    return 0;
  }

  /** One by one, as there may be any number of them. */
  private void listAsJson(DeadLetterBox box, List<Topic<?>> topics) {
    Console console = Console.of(command.commandLine());
    try (Console.JsonArray array = console.array()) {
      box.forEach(topics, letter -> array.add(json(letter)));
    }
  }

  private void listAsTable(DeadLetterBox box, List<Topic<?>> topics) {
    List<Letter> letters = new ArrayList<>();
    long[] all = {0};
    box.forEach(
        topics,
        letter -> {
          all[0]++;
          if (letters.size() < TABLE_ROWS) {
            letters.add(letter);
          }
        });
    Console console = Console.of(command.commandLine());
    if (letters.isEmpty()) {
      console.line("no dead letters");
      return;
    }
    console.table(table(letters));
    if (all[0] > letters.size()) {
      console.line(
          "and %s more: --json lists all, and TOPIC some of them", all[0] - letters.size());
    }
  }

  @Command(
      name = "replay",
      description = {
        "Sends them to the topics they came from for another try, and drops them here.",
        "One whose key has a newer record since, or was deleted, is dropped without a try."
      })
  int replay(
      @Mixin CommonOptions common,
      @Parameters(
              arity = "0..*",
              paramLabel = "TOPIC",
              description = "Only these topics: dlq.SERVICE.TOPIC.")
          List<String> topics) {
    check(topics);
    Cluster cluster = common.cluster();
    try (DeadLetterBox box = new DeadLetterBox(cluster, common.progress())) {
      Replay replay = new Replay(new ClusterLetters(cluster, common.progress()));
      report(common, replay.replay(chosen(box, topics)));
    } catch (UnknownSourceException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
    return 0;
  }

  @Command(name = "drop", description = "Removes them for good.")
  int drop(
      @Mixin CommonOptions common,
      @Parameters(
              arity = "0..*",
              paramLabel = "TOPIC",
              description = "Only these topics: dlq.SERVICE.TOPIC.")
          List<String> topics) {
    check(topics);
    try (DeadLetterBox box = new DeadLetterBox(common.cluster(), common.progress())) {
      long dropped = box.drop(chosen(box, topics));
      Console console = Console.of(command.commandLine());
      if (common.json()) {
        console.json(new ObjectMapper().createObjectNode().put("dropped", dropped));
      } else {
        console.line("%s dropped", Count.of(dropped, "dead letter"));
      }
    }
    return 0;
  }

  private void check(List<String> topics) {
    for (String topic : topics == null ? List.<String>of() : topics) {
      if (DeadLetterTopics.named(topic).isEmpty()) {
        throw new ParameterException(
            command.commandLine(), "'" + topic + "' is no dlq.SERVICE.TOPIC");
      }
    }
  }

  private static List<Topic<?>> chosen(DeadLetterBox box, List<String> topics) {
    return box.topics().stream()
        .filter(topic -> topics == null || topics.contains(topic.name()))
        .toList();
  }

  private void report(CommonOptions common, Replayed replayed) {
    Console console = Console.of(command.commandLine());
    if (common.json()) {
      console.json(
          new ObjectMapper()
              .createObjectNode()
              .put("replayed", replayed.sent())
              .put("superseded", replayed.superseded()));
      return;
    }
    console.line("%s replayed", Count.of(replayed.sent(), "dead letter"));
    if (replayed.superseded() > 0) {
      console.line(
          "%s dropped without a try: newer records or deletions have replaced them",
          Count.of(replayed.superseded(), "dead letter"));
    }
  }

  private static ObjectNode json(Letter letter) {
    ObjectNode object =
        new ObjectMapper()
            .createObjectNode()
            .put("topic", letter.topic().name())
            .put("partition", letter.partition())
            .put("offset", letter.offset())
            .put("key", letter.key());
    letter
        .why()
        .ifPresent(
            why ->
                object
                    .put("service", why.service())
                    .put("stage", why.stage())
                    .put("reason", why.reason())
                    .put("exception", why.exception())
                    .put("failed_at", why.failedAt().toString())
                    .put("source_topic", why.topic())
                    .put("source_partition", why.partition())
                    .put("source_offset", why.offset()));
    return object;
  }

  private static TextTable table(List<Letter> letters) {
    TextTable table = new TextTable("topic", "key", "stage", "failed at", "reason");
    for (Letter letter : letters) {
      table.row(
          letter.topic().name(),
          letter.key(),
          letter.why().map(DeadLetter::stage).orElse("?"),
          letter.why().map(why -> why.failedAt().toString()).orElse("?"),
          letter.why().map(DeadLetter::reason).orElse("?"));
    }
    return table;
  }
}
