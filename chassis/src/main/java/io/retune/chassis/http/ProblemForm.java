package io.retune.chassis.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.arc.DefaultBean;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;

/** Problems of RFC 9457. */
@Singleton
@DefaultBean
final class ProblemForm implements ErrorForm {
  @Override
  public String mediaType() {
    return "application/problem+json";
  }

  @Override
  public JsonObject body(int status, String detail, String path) {
    return new JsonObject()
        .put("type", "about:blank")
        .put("status", status)
        .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
        .put("detail", detail)
        .put("instance", path);
  }
}
