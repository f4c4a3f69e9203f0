package io.retune.chassis.access;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Switches Quarkus's OpenID Connect on where {@code retune.http.auth} is {@code oidc}, and off
 * elsewhere: it wants a server at the start otherwise.
 */
public final class OpenIdSwitch implements ConfigSourceFactory {
  /** Below all places where people set something, above the defaults of the services. */
  private static final int ORDINAL = 240;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    boolean chosen =
        Optional.ofNullable(context.getValue("retune.http.auth"))
            .map(ConfigValue::getValue)
            .filter("oidc"::equalsIgnoreCase)
            .isPresent();
    return List.of(
        new PropertiesConfigSource(
            Map.of("quarkus.oidc.tenant-enabled", Boolean.toString(chosen)),
            "retune.http.auth",
            ORDINAL));
  }
}
