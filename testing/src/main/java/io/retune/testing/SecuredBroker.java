package io.retune.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;

/**
 * A broker in a process of its own that wants TLS and a login, and that allows nobody anything but
 * its administrator. It listens twice: with a certificate of its own host name, and with one that
 * the clients trust too but that is another host's. Keys are made anew for each.
 */
public final class SecuredBroker implements AutoCloseable {
  /** Who may do everything. */
  public static final String ADMINISTRATOR = "administrator";

  private static final String LOGIN_MODULE =
      "org.apache.kafka.common.security.plain.PlainLoginModule required";
  private static final String SECRET = "secret-" + UUID.randomUUID();
  private static final int FIRST_LINES = 5;
  private static final int STOP_SECONDS = 20;

  private final Path directory;
  private final Process broker;
  private final int rightPort;
  private final int wrongPort;

  private SecuredBroker(Path directory, Collection<String> users) throws IOException {
    this.directory = directory;
    this.rightPort = freePort();
    this.wrongPort = freePort();
    certificate("right", "IP:127.0.0.1,DNS:localhost");
    certificate("wrong", "DNS:broker.elsewhere.example");
    this.broker = startProcess(settings(users));
  }

  /**
   * Returns when it takes connections.
   *
   * @param users who may log in, besides the administrator
   */
  public static SecuredBroker start(Collection<String> users) {
    try {
      return new SecuredBroker(Files.createTempDirectory("retune-secured-broker-"), users);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where its certificate is its own. */
  public String bootstrap() {
    return "127.0.0.1:" + rightPort;
  }

  /** Where its certificate is another host's, as that of somebody in between would be. */
  public String bootstrapOfAnotherHost() {
    return "127.0.0.1:" + wrongPort;
  }

  /** What a client of a user needs besides the address. */
  public Map<String, String> client(String user) {
    return Map.of(
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        login(user) + ";",
        "ssl.truststore.type",
        "PKCS12",
        "ssl.truststore.location",
        directory.resolve("trust.p12").toString(),
        "ssl.truststore.password",
        SECRET);
  }

  /** Allows what the rules say. */
  public SecuredBroker allow(Collection<AclBinding> rules) {
    try (Admin admin = administrator()) {
      admin.createAcls(rules).all().get();
      return this;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The administrator's client; who takes it closes it. */
  public Admin administrator() {
    Map<String, Object> settings = new HashMap<>(client(ADMINISTRATOR));
    settings.put("bootstrap.servers", bootstrap());
    return Admin.create(settings);
  }

  @Override
  public void close() {
    stop();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process startProcess(Map<String, String> settings) throws IOException {
    Path file = directory.resolve("broker.properties");
    Properties properties = new Properties();
    properties.putAll(settings);
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    Path errors = directory.resolve("broker.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                directory.resolve("log").toString(),
                Integer.toString(rightPort),
                file.toString())
            .redirectError(errors.toFile())
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); ; line = output.readLine()) {
      if (line == null) {
        throw new IllegalStateException("the broker does not start: " + firstLines(errors));
      }
      if (line.equals(BrokerProcess.READY)) {
        return process;
      }
    }
  }

  private void stop() {
    try {
      broker.getOutputStream().close();
      if (!broker.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        broker.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      broker.destroyForcibly();
    }
  }

  private static String firstLines(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.limit(FIRST_LINES).collect(Collectors.joining("; "));
    }
  }

  private Map<String, String> settings(Collection<String> users) {
    Map<String, String> settings = new HashMap<>();
    String controller = "CONTROLLER://127.0.0.1:" + freePort();
    String listeners = "RIGHT://127.0.0.1:%d,WRONG://127.0.0.1:%d".formatted(rightPort, wrongPort);
    settings.put("listeners", listeners + "," + controller);
    settings.put("advertised.listeners", listeners);
    settings.put(
        "controller.quorum.voters", "1@" + controller.substring(controller.lastIndexOf('/') + 1));
    settings.put(
        "listener.security.protocol.map", "RIGHT:SASL_SSL,WRONG:SASL_SSL,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "RIGHT");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    // The controller's listener has no login; on it there is only the broker itself.
    settings.put("super.users", "User:" + ADMINISTRATOR + ";User:ANONYMOUS");
    settings.put("ssl.truststore.type", "PKCS12");
    settings.put("ssl.truststore.location", directory.resolve("trust.p12").toString());
    settings.put("ssl.truststore.password", SECRET);
    String logins =
        Stream.concat(Stream.of(ADMINISTRATOR), users.stream())
            .map(user -> " user_%s=\"%s\"".formatted(user, SECRET))
            .collect(Collectors.joining());
    for (String listener : List.of("right", "wrong")) {
      String prefix = "listener.name." + listener + ".";
      settings.put(prefix + "plain.sasl.jaas.config", login(ADMINISTRATOR) + logins + ";");
      settings.put(prefix + "ssl.keystore.type", "PKCS12");
      settings.put(
          prefix + "ssl.keystore.location", directory.resolve(listener + ".p12").toString());
      settings.put(prefix + "ssl.keystore.password", SECRET);
    }
    return settings;
  }

  private static String login(String user) {
    return "%s username=\"%s\" password=\"%s\"".formatted(LOGIN_MODULE, user, SECRET);
  }

  /** A key with a certificate that it signed itself, which clients trust. */
  private void certificate(String name, String hosts) throws IOException {
    String store = directory.resolve(name + ".p12").toString();
    String file = directory.resolve(name + ".pem").toString();
    keytool(
        List.of(
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=" + name,
            "-ext",
            "SAN=" + hosts,
            "-validity",
            "2",
            "-keystore",
            store));
    keytool(List.of("-exportcert", "-rfc", "-alias", name, "-file", file, "-keystore", store));
    keytool(
        List.of(
            "-importcert",
            "-noprompt",
            "-alias",
            name,
            "-file",
            file,
            "-keystore",
            directory.resolve("trust.p12").toString()));
  }

  private void keytool(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", SECRET));
    Path output = directory.resolve("keytool.txt");
    try {
      int status =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start()
              .waitFor();
      if (status != 0) {
        throw new IllegalStateException("keytool failed: " + firstLines(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
