package io.retune.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a Quarkus test a broker with TLS, logins and rights, to which the service under test logs
 * in as itself, with the rights of the documentation. Seen from the service's module.
 */
public final class SecuredBrokerResource implements QuarkusTestResourceLifecycleManager {
  /** The argument that names the user whom the service logs in as. */
  public static final String USER = "user";

  /** The argument with which Streams are led to the listener with another host's certificate. */
  public static final String MISLED = "misled";

  private static final Path RIGHTS = Path.of("../docs/security.md");

  private static final List<String> USERS =
      List.of("ingest", "qa-gen", "trainer", "eval", "serving", "connect", "search");

  private SecuredBroker broker;
  private String user = "";
  private boolean misled;

  @Override
  public void init(Map<String, String> arguments) {
    user = arguments.get(USER);
    misled = arguments.containsKey(MISLED);
  }

  @Override
  public Map<String, String> start() {
    broker = SecuredBroker.start(USERS);
    try {
      for (String each : USERS) {
        broker.allow(AclTable.of(each, RIGHTS));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> settings = new HashMap<>();
    broker.client(user).forEach((name, value) -> settings.put("kafka." + name, value));
    settings.put("kafka.bootstrap.servers", broker.bootstrap());
    if (misled) {
      settings.put("quarkus.kafka-streams.bootstrap-servers", broker.bootstrapOfAnotherHost());
    }
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(broker, new TestInjector.MatchesType(SecuredBroker.class));
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
  }
}
