package io.retune.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** A service that logs in to a {@link SecuredBroker}, and reaches no other one. */
public abstract class SecuredServiceProfile implements QuarkusTestProfile {
  private final Map<String, String> arguments;

  /**
   * @param arguments of {@link SecuredBrokerResource}
   */
  protected SecuredServiceProfile(Map<String, String> arguments) {
    this.arguments = Map.copyOf(arguments);
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(SecuredBrokerResource.class, arguments));
  }

  /** The brokers of other tests name their address too. */
  @Override
  public boolean disableGlobalTestResources() {
    return true;
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    try {
      return Map.of("retune.state-dir", Files.createTempDirectory("retune-secured-").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
