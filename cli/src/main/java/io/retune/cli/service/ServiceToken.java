package io.retune.cli.service;

import io.retune.cli.CommandFailure;
import java.net.http.HttpRequest;
import java.util.Objects;
import java.util.regex.Pattern;

/** What a service knows the caller by; may be none. It does not show itself in text. */
public final class ServiceToken {
  /** For services that do not ask who calls. */
  public static final ServiceToken NONE = new ServiceToken("");

  /** As RFC 6750 has it. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final String token;

  private ServiceToken(String token) {
    this.token = Objects.requireNonNull(token, "token");
  }

  /**
   * @param text with or without white space around it; blank for none
   * @throws CommandFailure if it cannot be a bearer token
   */
  public static ServiceToken of(String text) {
    String token = text.strip();
    if (!token.isEmpty() && !TOKEN.matcher(token).matches()) {
      throw new CommandFailure("the token for the service is no bearer token");
    }
    return token.isEmpty() ? NONE : new ServiceToken(token);
  }

  void show(HttpRequest.Builder request) {
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
  }

  @Override
  public String toString() {
    return token.isEmpty() ? "none" : "***";
  }
}
