package io.retune.broker;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka broker in this JVM, its own controller, reachable on the loopback address only.
 * Transactions work with a replication factor of one. Started again on the same directory, it goes
 * on where it was.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final String NODE = "1";

  private final KafkaRaftServer server;
  private final String bootstrap;

  /**
   * Starts the broker and returns when it takes connections.
   *
   * @param directory for its logs; formatted when new
   * @param port 0 for any free one
   * @param settings broker settings that go before the defaults
   * @throws IllegalStateException if it cannot start, such as when the port is taken
   */
  public EmbeddedBroker(Path directory, int port, Map<String, String> settings) {
    int listening = port == 0 ? freePort() : port;
    this.bootstrap = "127.0.0.1:" + listening;
    Properties properties = new Properties();
    properties.putAll(defaults(directory, listening, freePort()));
    properties.putAll(settings);
    try {
      format(directory);
      server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
      server.startup();
    } catch (Exception e) {
      throw new IllegalStateException("no broker on port " + listening + ": " + e.getMessage(), e);
    }
  }

  /** Where clients connect: {@code host:port}. */
  public String bootstrap() {
    return bootstrap;
  }

  /** Blocks until the broker has stopped. */
  public void awaitShutdown() {
    server.awaitShutdown();
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static Map<String, String> defaults(Path directory, int port, int controllerPort) {
    return Map.ofEntries(
        entry("process.roles", "broker,controller"),
        entry("node.id", NODE),
        entry(
            "listeners",
            "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
        entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
        entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        entry("controller.listener.names", "CONTROLLER"),
        entry("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort),
        entry("log.dirs", directory.toString()),
        entry("default.replication.factor", "1"),
        entry("min.insync.replicas", "1"),
        entry("offsets.topic.replication.factor", "1"),
        entry("offsets.topic.num.partitions", "4"),
        entry("transaction.state.log.replication.factor", "1"),
        entry("transaction.state.log.min.isr", "1"),
        entry("transaction.state.log.num.partitions", "4"),
        entry("share.coordinator.state.topic.replication.factor", "1"),
        entry("share.coordinator.state.topic.min.isr", "1"),
        entry("share.coordinator.state.topic.num.partitions", "1"),
        // One machine: nobody else is about to join a group.
        entry("group.initial.rebalance.delay.ms", "0"),
        // Topics are declared; a misspelt name must not make one.
        entry("auto.create.topics.enable", "false"),
        // The cleaner's buffer is 128 MB otherwise.
        entry("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20)),
        entry("num.network.threads", "2"),
        entry("num.io.threads", "2"),
        entry("background.threads", "2"));
  }

  private static void format(Path directory) throws Exception {
    Files.createDirectories(directory);
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    Formatter formatter = new Formatter();
    formatter
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(Integer.parseInt(NODE))
        .addDirectory(directory.toString())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(directory.toString());
    formatter.run();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
