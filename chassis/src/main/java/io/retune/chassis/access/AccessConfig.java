package io.retune.chassis.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Who may call the routes. */
@ConfigMapping(prefix = "retune.http")
public interface AccessConfig {
  /**
   * Names by which the service is called, as in a request's Host header but without the port,
   * besides {@code localhost}, {@code 127.0.0.1} and {@code [::1]}. A request for another host is
   * refused (421), because it may come from a web page whose name was pointed at this machine.
   * Health and metrics answer under every name.
   */
  Optional<List<@Pattern(regexp = "[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]") String>> hosts();

  /**
   * Web pages of other origins that may call the service, such as {@code
   * https://search.example.com}. A browser's requests for pages of any other origin are refused
   * (403).
   */
  Optional<List<@Pattern(regexp = "https?://[A-Za-z0-9._:\\[\\]-]{1,260}") String>> origins();

  /**
   * How callers show who they are: not at all, by a bearer token whose hash is in {@code
   * retune.http.tokens-file}, or by a bearer token of the OpenID Connect server that {@code
   * quarkus.oidc.auth-server-url} names, with the roles in it.
   */
  @WithDefault("none")
  @NotNull
  Authentication auth();

  /**
   * The file of callers for {@code token}: a line for each, with a name, the roles ({@code read},
   * {@code write}, {@code release}, separated by commas) and the SHA-256 of the token in
   * hexadecimal digits. Only its owner may write it, and not everybody may read it. Read at the
   * start.
   */
  Optional<Path> tokensFile();

  /** How callers show who they are. */
  enum Authentication {
    NONE,
    TOKEN,
    OIDC
  }
}
