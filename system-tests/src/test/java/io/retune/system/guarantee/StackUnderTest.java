package io.retune.system.guarantee;

import io.retune.cli.cluster.Cluster;
import io.retune.cli.stack.BrokerProcess;
import io.retune.schemas.TopicNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A broker and some instances of each service, each a process of its own with a state directory of
 * its own. Time-outs are short, so that a death is noticed in seconds. One thread changes it,
 * others may look.
 */
final class StackUnderTest implements AutoCloseable {

  static final int PARTITIONS = 4;

  private static final Duration START_TIMEOUT = Duration.ofMinutes(8);
  private static final String LOOPBACK = "127.0.0.1";

  private final Path directory;
  private final Path home;
  private final ModelServers models = new ModelServers();
  private final int brokerPort = freePort();
  private final Instance broker;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<ServiceKind, List<Running>> services = new EnumMap<>(ServiceKind.class);
  private final Map<ServiceKind, Integer> started = new EnumMap<>(ServiceKind.class);

  /** An instance of a service. */
  record Running(ServiceKind kind, Instance process, int port, Path state) {

    URI address() {
      return URI.create("http://localhost:" + port);
    }
  }

  /**
   * @param directory for state and logs
   * @param home where the services are built
   */
  StackUnderTest(Path directory, Path home) {
    this.directory = directory;
    this.home = home;
    this.broker =
        new Instance(
            "broker",
            List.of(
                java(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                directory.resolve("broker").toString(),
                Integer.toString(brokerPort)),
            log("broker"));
    for (ServiceKind kind : ServiceKind.values()) {
      services.put(kind, new CopyOnWriteArrayList<>());
    }
  }

  String bootstrap() {
    return LOOPBACK + ":" + brokerPort;
  }

  Cluster cluster() {
    return new Cluster(bootstrap(), new TopicNames(""));
  }

  Instance broker() {
    return broker;
  }

  ModelServers models() {
    return models;
  }

  /** Starts the broker, and so many instances of each service; returns when all are healthy. */
  void start(int instances) {
    startBroker();
    resize(instances);
  }

  /** Adds and removes instances, until each service has so many, and all are healthy. */
  void resize(int instances) {
    for (int i = 0; i < instances; i++) {
      for (ServiceKind kind : ServiceKind.values()) {
        if (services.get(kind).size() <= i) {
          add(kind);
        }
      }
    }
    for (List<Running> running : services.values()) {
      while (running.size() > instances) {
        remove(running.get(running.size() - 1));
      }
    }
    awaitHealthy();
  }

  void startBroker() {
    broker.start();
    await("the broker", () -> isListening(brokerPort));
  }

  /** All instances of all services, whether they run or not. */
  List<Running> instances() {
    return services.values().stream().flatMap(List::stream).toList();
  }

  List<Running> instances(ServiceKind kind) {
    return List.copyOf(services.get(kind));
  }

  /** One more instance, which need not be healthy yet. */
  Running add(ServiceKind kind) {
    int port = freePort();
    String name = kind.label() + "-" + started.merge(kind, 1, Integer::sum);
    Path state = directory.resolve("state").resolve(name);
    Map<String, String> own = new TreeMap<>(quick());
    own.put("quarkus.http.port", Integer.toString(port));
    own.put("kafka.bootstrap.servers", bootstrap());
    own.put("retune.state-dir", state.toString());
    own.put("retune.embedding.openai.base-url", models.baseUrl());
    own.put("retune.qa-gen.llm.base-url", models.baseUrl());
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(
        List.of(
            "-Xmx" + kind.heapMegabytes() + "m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:ErrorFile=" + directory.resolve(name + ".crash"),
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=1",
            "-Dai.djl.pytorch.num_interop_threads=1"));
    own.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(
        List.of(
            "-jar",
            home.resolve(kind.label() + "-service/target/quarkus-app/quarkus-run.jar").toString()));
    Running running = new Running(kind, new Instance(name, command, log(name)), port, state);
    running.process().start();
    services.get(kind).add(running);
    return running;
  }

  /** Ends an instance for good. */
  void remove(Running running) {
    services.get(running.kind()).remove(running);
    running.process().close();
  }

  /** Throws the state of an instance away, as a machine that is replaced. It must not run. */
  void wipe(Running running) {
    if (running.process().isRunning()) {
      throw new IllegalStateException(running.process().name() + " runs");
    }
    delete(running.state());
  }

  /** Starts what has died, as whoever runs the services in earnest would. */
  void startWhatEnded() {
    instances().stream()
        .filter(running -> !running.process().isRunning())
        .forEach(running -> running.process().start());
  }

  /** Starts what has died, until all is healthy. */
  void awaitHealthy() {
    await(
        "all services",
        () -> {
          startWhatEnded();
          return instances().stream().allMatch(this::isHealthy);
        });
  }

  private boolean isHealthy(Running running) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(running.address().resolve("/q/health"))
              .timeout(Duration.ofSeconds(5))
              .build();
      HttpResponse<Void> response = http.send(request, HttpResponse.BodyHandlers.discarding());
      return response.statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    instances().forEach(running -> running.process().close());
    broker.close();
    models.close();
  }

  private Map<String, String> quick() {
    return Map.ofEntries(
        Map.entry("quarkus.http.host", "localhost"),
        Map.entry("quarkus.log.console.json.enabled", "false"),
        Map.entry("quarkus.shutdown.timeout", "3s"),
        Map.entry("retune.topics.partitions", Integer.toString(PARTITIONS)),
        Map.entry("retune.liveness.interval", "1s"),
        Map.entry("retune.ingest.source.timeout", "5s"),
        Map.entry("retune.ingest.validation-share", "0.4"),
        Map.entry("retune.qa-gen.llm.enabled", "true"),
        Map.entry("retune.qa-gen.llm.model", "stand-in"),
        Map.entry("retune.qa-gen.llm.api-key", "none"),
        Map.entry("retune.qa-gen.llm.max-back-off", "2s"),
        Map.entry("retune.qa-gen.filters.other-language", "false"),
        Map.entry("retune.qa-gen.filters.too-general", "false"),
        Map.entry("retune.qa-gen.local.sentences", "2"),
        Map.entry("retune.qa-gen.local.sentence-questions", "1"),
        Map.entry("retune.qa-gen.local.phrases", "1"),
        Map.entry("retune.qa-gen.local.phrase-pairs", "0"),
        Map.entry("retune.qa-gen.local.crops", "1"),
        Map.entry("retune.embedding.model", "openai"),
        Map.entry("retune.embedding.openai.model-name", "stand-in"),
        Map.entry("retune.embedding.openai.dimensions", Integer.toString(ModelServers.DIMENSION)),
        Map.entry("retune.train.whitened.steps", "20"),
        Map.entry("retune.train.quiet", "2s"),
        Map.entry("retune.train.age", "10s"),
        Map.entry("retune.train.min-examples", "10"),
        Map.entry("retune.eval.gate.min-questions", "10"),
        Map.entry("retune.eval.gate.min-nodes", "2"),
        Map.entry("retune.eval.release.timeout", "5s"),
        Map.entry("retune.eval.retry-interval", "2s"),
        Map.entry("retune.eval.retention.checkpoints", "200"),
        Map.entry("kafka-streams.consumer.session.timeout.ms", "6000"),
        Map.entry("kafka-streams.consumer.heartbeat.interval.ms", "1500"),
        Map.entry("mp.messaging.connector.smallrye-kafka.session.timeout.ms", "6000"),
        Map.entry("mp.messaging.connector.smallrye-kafka.heartbeat.interval.ms", "1500"));
  }

  private Path log(String name) {
    try {
      return Files.createDirectories(directory.resolve("log")).resolve(name + ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static boolean isListening(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(START_TIMEOUT)
        .pollInterval(Duration.ofMillis(300))
        .until(condition);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
