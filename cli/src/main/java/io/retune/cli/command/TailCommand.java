package io.retune.cli.command;

import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.TopicRecords;
import io.retune.cli.output.RecordJson;
import io.retune.schemas.DeadLetterTopics;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code retune tail}: records as JSON lines. */
@Command(
    name = "tail",
    description = {
      "Prints the records of a topic as JSON lines: those that come from now on, until Ctrl-C.",
      "With --max it ends: by itself it prints the last records that the topic holds, with"
          + " --from-beginning the first, with --follow the next ones that come. Without --follow"
          + " it prints fewer where the topic holds fewer.",
      "Topics: documents, nodes, queries, qa-pairs, embeddings, adapter-checkpoints,"
          + " evaluation-reports, adapter-releases, dlq.SERVICE.TOPIC."
    })
final class TailCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(250);

  @Spec private CommandSpec command;
  @Mixin private CommonOptions common;

  @Parameters(paramLabel = "TOPIC", description = "Its name, without the deployment's prefix.")
  private String name;

  @Option(
      names = "--from-beginning",
      description = "Begin with the first record that the topic holds.")
  private boolean fromBeginning;

  @Option(names = "--max", paramLabel = "N", description = "Print up to N records, then end.")
  private Integer max;

  @Option(
      names = {"-f", "--follow"},
      description = "Wait for more records at the end of the topic (without --max: always).")
  private boolean follow;

  @Option(
      names = "--full",
      description = "Print vectors, weights and contents in base64, not only their length.")
  private boolean full;

  @Override
  public Integer call() {
    if (max != null && max < 1) {
      throw new ParameterException(command.commandLine(), "--max is at least 1");
    }
    Topic<?> topic =
        topic()
            .orElseThrow(
                () ->
                    new ParameterException(
                        command.commandLine(), "no topic '" + name + "'; there are " + names()));
    Cluster cluster = common.cluster();
    cluster.admin().close();
    Lines lines =
        new Lines(
            Console.of(command.commandLine()),
            new RecordJson(full),
            topic,
            max == null ? Long.MAX_VALUE : max);
    if (max == null || follow) {
      follow(cluster, topic, lines);
    } else if (fromBeginning) {
      new TopicRecords(cluster).forEachWhile(topic, lines::print);
    } else {
      new TopicRecords(cluster).last(topic, max).forEach(lines::print);
    }
    return 0;
  }

  private void follow(Cluster cluster, Topic<?> topic, Lines lines) {
    try (Consumer<String, byte[]> consumer = cluster.consumer()) {
      List<TopicPartition> partitions = cluster.partitions(consumer, topic);
      consumer.assign(partitions);
      if (fromBeginning) {
        consumer.seekToBeginning(partitions);
      } else {
        consumer.seekToEnd(partitions);
      }
      while (lines.areWanted()) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (!lines.print(record)) {
            return;
          }
        }
      }
    }
  }

  private Optional<Topic<?>> topic() {
    return DeadLetterTopics.orOfTheFlow(name);
  }

  private static String names() {
    return Topics.ALL.stream().map(Topic::name).collect(Collectors.joining(", "));
  }

  /** Prints records up to a number of them. */
  private static final class Lines {
    private final Console console;
    private final RecordJson json;
    private final Topic<?> topic;
    private long left;

    Lines(Console console, RecordJson json, Topic<?> topic, long max) {
      this.console = console;
      this.json = json;
      this.topic = topic;
      this.left = max;
    }

    /** Prints one, and tells whether more are wanted. */
    boolean print(ConsumerRecord<String, byte[]> record) {
      console.json(json.of(record, topic));
      left--;
      return areWanted();
    }

    /** False, too, where whoever read the lines has closed the pipe. */
    boolean areWanted() {
      return left > 0 && !console.output().checkError();
    }
  }
}
