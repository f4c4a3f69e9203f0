package io.retune.cli.command;

import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.DeadLetterTopics;
import io.retune.cli.output.RecordJson;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import java.io.PrintWriter;
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
      "Prints the records of a topic as JSON lines, as they come, until Ctrl-C or --max.",
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
      description = "Print what the topic holds first (default: only what comes from now on).")
  private boolean fromBeginning;

  @Option(names = "--max", paramLabel = "N", description = "Stop after so many records.")
  private Long max;

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
    try (Consumer<String, byte[]> consumer = cluster.consumer()) {
      List<TopicPartition> partitions = cluster.partitions(consumer, topic);
      consumer.assign(partitions);
      if (fromBeginning) {
        consumer.seekToBeginning(partitions);
      } else {
        consumer.seekToEnd(partitions);
      }
      print(consumer, topic);
    }
    return 0;
  }

  private void print(Consumer<String, byte[]> consumer, Topic<?> topic) {
    RecordJson json = new RecordJson(full);
    PrintWriter output = command.commandLine().getOut();
    long left = max == null ? Long.MAX_VALUE : max;
    // Whoever reads the lines may close the pipe.
    while (!output.checkError()) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        output.println(json.of(record, topic));
        left--;
        if (left == 0) {
          output.flush();
          return;
        }
      }
    }
  }

  private Optional<Topic<?>> topic() {
    return Topics.named(name).or(() -> DeadLetterTopics.named(name));
  }

  private static String names() {
    return Topics.ALL.stream().map(Topic::name).collect(Collectors.joining(", "));
  }
}
