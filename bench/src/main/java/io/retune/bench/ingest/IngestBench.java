package io.retune.bench.ingest;

import io.retune.broker.EmbeddedBroker;
import io.retune.schemas.TopicCreator;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Document;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Documents a second through the packaged ingest service, with its defaults, on a real broker: from
 * the first document that is written to {@code documents} until nodes of the last are committed,
 * for documents of one to two kilobytes. Beside it the same records through a topic that nobody
 * works on, written and read in the same way, in the same run. Prints Markdown.
 *
 * <p>Broker and client run in this process, the service and its parsers in processes of their own;
 * all share the cores. Argument: the service's {@code quarkus-run.jar}; without one, that of a
 * build in the present directory.
 */
public final class IngestBench {
  private static final int DOCUMENTS = 2_000;
  private static final int WARM_UP = 3_000;
  private static final int PARTITIONS = 4;
  private static final int ROUNDS = 2;
  private static final String PLAIN_TOPIC = "plain";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Path JAR = Path.of("ingest-service/target/quarkus-app/quarkus-run.jar");

  private IngestBench() {}

  public static void main(String[] arguments) throws IOException {
    Path jar = arguments.length == 0 ? JAR : Path.of(arguments[0]);
    Path directory = Files.createTempDirectory("retune-ingest-bench");
    try (EmbeddedBroker broker = new EmbeddedBroker(directory.resolve("broker"), 0, Map.of())) {
      createTopics(broker.bootstrap());
      try (ServiceProcess service =
              ServiceProcess.start(jar, broker.bootstrap(), directory.resolve("service"));
          DocumentRun run = new DocumentRun(broker.bootstrap(), service::isAlive)) {
        report(run, System.out);
      }
    }
  }

  private static void report(DocumentRun run, PrintStream out) {
    for (MadeUpDocuments.Format format : MadeUpDocuments.Format.values()) {
      run.throughIngest(new MadeUpDocuments("warm-up", format).list(WARM_UP / 3));
    }
    run.throughTopic(
        PLAIN_TOPIC, new MadeUpDocuments("warm-up", MadeUpDocuments.Format.TEXT).list(WARM_UP));
    out.printf(
        "%,d documents of each kind, best of %d runs, %d processors%n%n",
        DOCUMENTS, ROUNDS, Runtime.getRuntime().availableProcessors());
    out.println("| | documents/s | produce and consume alone, documents/s | share |");
    out.println("|---|---|---|---|");
    for (MadeUpDocuments.Format format : MadeUpDocuments.Format.values()) {
      double ingest = 0;
      double plain = 0;
      for (int round = 0; round < ROUNDS; round++) {
        List<Document> documents = new MadeUpDocuments("run-" + round, format).list(DOCUMENTS);
        plain = Math.max(plain, DOCUMENTS / run.throughTopic(PLAIN_TOPIC, documents));
        ingest = Math.max(ingest, DOCUMENTS / run.throughIngest(documents));
      }
      out.printf(
          "| %s | %.0f | %.0f | %.2f %% |%n", format.words(), ingest, plain, 100 * ingest / plain);
    }
  }

  private static void createTopics(String bootstrap) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
      new TopicCreator(new TopicNames(""), PARTITIONS, Optional.of((short) 1))
          .createAll(admin, TIMEOUT);
      admin
          .createTopics(
              List.of(
                  new NewTopic(PLAIN_TOPIC, PARTITIONS, (short) 1)
                      .configs(Topics.DOCUMENTS.settings(Duration.ofDays(1)))))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
  }
}
