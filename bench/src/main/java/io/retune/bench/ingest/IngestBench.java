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
 * all share the cores. The time that service and parsers took of the cores is said, too: other work
 * on the machine changes that less. Arguments: the service's {@code quarkus-run.jar}; without one,
 * that of a build in the present directory. How many documents of each kind (2,000).
 */
public final class IngestBench {
  private static final int DOCUMENTS = 2_000;
  private static final int PARTITIONS = 4;
  private static final int ROUNDS = 2;
  private static final String PLAIN_TOPIC = "plain";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Path JAR = Path.of("ingest-service/target/quarkus-app/quarkus-run.jar");

  private final int documents;
  private final ServiceProcess service;
  private final DocumentRun run;

  private IngestBench(int documents, ServiceProcess service, DocumentRun run) {
    this.documents = documents;
    this.service = service;
    this.run = run;
  }

  public static void main(String[] arguments) throws IOException {
    Path jar = arguments.length == 0 ? JAR : Path.of(arguments[0]);
    int documents = arguments.length < 2 ? DOCUMENTS : Integer.parseInt(arguments[1]);
    Path directory = Files.createTempDirectory("retune-ingest-bench");
    try (EmbeddedBroker broker = new EmbeddedBroker(directory.resolve("broker"), 0, Map.of())) {
      createTopics(broker.bootstrap());
      try (ServiceProcess service =
              ServiceProcess.start(jar, broker.bootstrap(), directory.resolve("service"));
          DocumentRun run = new DocumentRun(broker.bootstrap(), service::isAlive)) {
        new IngestBench(documents, service, run).report(System.out);
      }
    }
  }

  private void report(PrintStream out) {
    for (MadeUpDocuments.Format format : MadeUpDocuments.Format.values()) {
      run.throughIngest(new MadeUpDocuments("warm-up", format).list(documents / 2));
    }
    run.throughTopic(
        PLAIN_TOPIC,
        new MadeUpDocuments("warm-up", MadeUpDocuments.Format.TEXT).list(documents * 3 / 2));
    out.printf(
        "%,d documents of each kind, best of %d runs, %d processors%n%n",
        documents, ROUNDS, Runtime.getRuntime().availableProcessors());
    out.println(
        "| | documents/s | produce and consume alone, documents/s | share"
            + " | ms of a core a document |");
    out.println("|---|---|---|---|---|");
    for (MadeUpDocuments.Format format : MadeUpDocuments.Format.values()) {
      row(format, out);
    }
  }

  private void row(MadeUpDocuments.Format format, PrintStream out) {
    double ingest = 0;
    double plain = 0;
    double millis = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      List<Document> batch = new MadeUpDocuments("run-" + round, format).list(documents);
      plain = Math.max(plain, documents / run.throughTopic(PLAIN_TOPIC, batch));
      Duration before = service.coreTime();
      ingest = Math.max(ingest, documents / run.throughIngest(batch));
      millis = Math.min(millis, service.coreTime().minus(before).toNanos() / 1e6 / documents);
    }
    out.printf(
        "| %s | %.0f | %.0f | %.2f %% | %.2f |%n",
        format.words(), ingest, plain, 100 * ingest / plain, millis);
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
