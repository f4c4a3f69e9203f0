package io.retune.bench.load;

import io.retune.broker.EmbeddedBroker;
import io.retune.schemas.TopicCreator;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.lag.GroupLag;
import io.retune.schemas.lag.GroupLags;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * One collection loads, others are asked, edited and made meanwhile: through the packaged services
 * with their defaults, on a real broker, with an embedding server that costs next to nothing.
 * Prints Markdown: how long the others waited, memory and lag over time, and the throughput beside
 * that of plain topics.
 *
 * <p>Broker, clients and embedding server run in this process, the services in processes of their
 * own; all share the cores. Arguments: {@code documents}, {@code nodes} or {@code qa_pairs}, how
 * many (100,000), after how many minutes to stop although the load is not through (120), and the
 * directory that the services are built in (the present one).
 */
public final class LoadBench {
  private static final String LOAD = "load";
  private static final int PARTITIONS = 4;
  private static final long COUNTED_BY_READING = 100;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration BETWEEN_PROBES = Duration.ofSeconds(5);
  private static final int SECONDS_BETWEEN_ROWS = 20;
  private static final int PLAIN_RECORDS = 20_000;

  private LoadBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Feeder.Form form =
        arguments.length == 0
            ? Feeder.Form.NODES
            : Feeder.Form.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    int count = arguments.length < 2 ? 100_000 : Integer.parseInt(arguments[1]);
    Duration most = Duration.ofMinutes(arguments.length < 3 ? 120 : Integer.parseInt(arguments[2]));
    Path home = Path.of(arguments.length < 4 ? "." : arguments[3]);
    Path directory = Files.createTempDirectory("retune-load-bench");
    System.err.println("logs: " + directory);
    List<ServiceUnderLoad> services = new ArrayList<>();
    try (EmbeddedBroker broker = new EmbeddedBroker(directory.resolve("broker"), 0, Map.of());
        StubEmbeddings embeddings = new StubEmbeddings()) {
      createTopics(broker.bootstrap());
      try (Feeder feeder = new Feeder(broker.bootstrap());
          Arrivals arrivals = new Arrivals(broker.bootstrap(), LOAD)) {
        for (ServiceUnderLoad.Kind kind : ServiceUnderLoad.Kind.values()) {
          services.add(
              ServiceUnderLoad.start(
                  kind, home, broker.bootstrap(), embeddings.baseUrl(), directory));
        }
        Probes idle = new Probes(feeder, arrivals, LOAD, BETWEEN_PROBES);
        idle.once(0); // the classes are loaded then
        Probes warm = new Probes(feeder, arrivals, LOAD, BETWEEN_PROBES);
        warm.once(1);
        run(
            new Load(form, count, most),
            broker.bootstrap(),
            feeder,
            arrivals,
            warm,
            services,
            System.out);
      } finally {
        services.forEach(ServiceUnderLoad::close);
      }
    }
  }

  /**
   * What is loaded.
   *
   * @param most how long that is watched
   */
  private record Load(Feeder.Form form, int count, Duration most) {
    String words() {
      return form.name().toLowerCase(Locale.ROOT);
    }
  }

  private static void run(
      Load load,
      String bootstrap,
      Feeder feeder,
      Arrivals arrivals,
      Probes idle,
      List<ServiceUnderLoad> services,
      PrintStream out)
      throws InterruptedException {
    out.printf(
        "%,d %s, %d processors%n%n",
        load.count(), load.words(), Runtime.getRuntime().availableProcessors());
    out.printf(
        "| seconds | nodes | qa-pairs | embeddings | %s | lag, records |%n",
        services.stream()
            .map(service -> service.kind().label() + ", MB")
            .collect(Collectors.joining(" | ")));
    out.println("|---|---|---|---|" + "---|".repeat(services.size() + 1));
    long bytesBefore = arrivals.bytes();
    long start = System.nanoTime();
    double loadSeconds;
    long through;
    Probes probes = new Probes(feeder, arrivals, LOAD, BETWEEN_PROBES);
    try (probes;
        GroupLags lags =
            new GroupLags(
                Admin.create(Map.of("bootstrap.servers", bootstrap)),
                new KafkaConsumer<>(
                    Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                    new StringDeserializer(),
                    new ByteArrayDeserializer()),
                new TopicNames(""),
                COUNTED_BY_READING)) {
      feeder.load(LOAD, load.form(), load.count());
      double written = (System.nanoTime() - start) / 1e9;
      probes.begin();
      while (!isThrough(load, arrivals) && System.nanoTime() - start < load.most().toNanos()) {
        row(start, arrivals, services, lags, out);
        requireLife(services);
        arrivals.await(() -> isThrough(load, arrivals), Duration.ofSeconds(SECONDS_BETWEEN_ROWS));
      }
      loadSeconds = (arrivals.lastOfLoad() - start) / 1e9;
      through = arrivals.loaded(Topics.EMBEDDINGS);
      row(start, arrivals, services, lags, out);
      out.printf(
          "%n%,d embeddings in %.0f s, %.0f a second; the load was written in %.0f s.%n%n",
          through, loadSeconds, through / loadSeconds, written);
    }
    table(idle, probes, out);
    long bytes = arrivals.bytes() - bytesBefore;
    int plainCount = Math.min(load.count(), PLAIN_RECORDS);
    double plain = plainCount / PlainTopic.seconds(bootstrap, feeder, load.form(), plainCount);
    out.printf(
        "%nProduce and consume alone of such %s: %.0f a second, of which the pipeline is %.2f %%."
            + " Its topics got %,d MB meanwhile, %.1f MB/s.%n",
        load.words(),
        plain,
        100 * through / loadSeconds / plain,
        bytes >> 20,
        bytes / loadSeconds / (1 << 20));
    if (isThrough(load, arrivals)) {
      awaitReport(arrivals, start, services, out);
    }
  }

  private static boolean isThrough(Load load, Arrivals arrivals) {
    // A document of one or two kilobytes is at least one node, and a node one record.
    return load.form() != Feeder.Form.DOCUMENTS
        ? arrivals.loaded(Topics.EMBEDDINGS) >= load.count()
        : arrivals.loaded(Topics.NODES) >= load.count()
            && arrivals.loaded(Topics.EMBEDDINGS) >= arrivals.loaded(Topics.NODES)
            && arrivals.isQuiet();
  }

  private static void awaitReport(
      Arrivals arrivals, long start, List<ServiceUnderLoad> services, PrintStream out)
      throws InterruptedException {
    while (arrivals.loaded(Topics.EVALUATION_REPORTS) == 0) {
      requireLife(services);
      if (System.nanoTime() - start > TimeUnit.HOURS.toNanos(2)) {
        out.println("No report of the load in two hours.");
        return;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    out.printf(
        "%nThe first report of the load was there after %.0f s.%n",
        (System.nanoTime() - start) / 1e9);
  }

  private static void row(
      long start,
      Arrivals arrivals,
      List<ServiceUnderLoad> services,
      GroupLags lags,
      PrintStream out) {
    out.printf(
        "| %.0f | %,d | %,d | %,d | %s | %s |%n",
        (System.nanoTime() - start) / 1e9,
        arrivals.loaded(Topics.NODES),
        arrivals.loaded(Topics.QA_PAIRS),
        arrivals.loaded(Topics.EMBEDDINGS),
        services.stream()
            .map(service -> Long.toString(service.residentMegabytes()))
            .collect(Collectors.joining(" | ")),
        lags.read().stream()
            .filter(lag -> lag.records() > 0)
            .map(LoadBench::inWords)
            .collect(Collectors.joining(", ")));
    out.flush();
  }

  private static String inWords(GroupLag lag) {
    return "%s %,d".formatted(lag.topic(), lag.records());
  }

  private static void table(Probes idle, Probes loaded, PrintStream out) {
    out.println("| seconds | without a load | during it, each | median | most |");
    out.println("|---|---|---|---|---|");
    for (Probes.Kind kind : Probes.Kind.values()) {
      List<Double> during = loaded.seconds(kind);
      List<Double> sorted = during.stream().sorted().toList();
      out.printf(
          "| %s | %s | %d | %s | %s |%n",
          kind.words(),
          idle.seconds(kind).stream().map("%.1f"::formatted).collect(Collectors.joining(", ")),
          during.size(),
          sorted.isEmpty() ? "none" : "%.1f".formatted(sorted.get(sorted.size() / 2)),
          sorted.isEmpty() ? "none" : "%.1f".formatted(sorted.get(sorted.size() - 1)));
    }
  }

  private static void requireLife(List<ServiceUnderLoad> services) {
    for (ServiceUnderLoad service : services) {
      if (!service.isAlive()) {
        throw new IllegalStateException(service.kind().label() + " has ended; its log says why");
      }
    }
  }

  private static void createTopics(String bootstrap) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      new TopicCreator(new TopicNames(""), PARTITIONS, Optional.of((short) 1))
          .createAll(admin, TIMEOUT);
    }
  }
}
