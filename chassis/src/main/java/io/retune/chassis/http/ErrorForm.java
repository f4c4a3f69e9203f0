package io.retune.chassis.http;

import io.vertx.core.json.JsonObject;

/**
 * How the errors of a service look that are answered before any route is asked. Problems, unless
 * the service produces a bean of its own, because its callers know errors of another kind.
 * Thread-safe.
 */
public interface ErrorForm {
  /** The Content-Type of the answer. */
  String mediaType();

  /**
   * The body of the answer.
   *
   * @param status as HTTP has it
   * @param detail for the caller
   * @param path that was asked for
   */
  JsonObject body(int status, String detail, String path);
}
