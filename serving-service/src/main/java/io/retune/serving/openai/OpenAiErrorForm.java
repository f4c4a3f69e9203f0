package io.retune.serving.openai;

import io.retune.chassis.http.ErrorForm;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;

/** OpenAI's error object, where a request is refused before any route is asked. */
@Singleton
final class OpenAiErrorForm implements ErrorForm {
  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public JsonObject body(int status, String detail, String path) {
    OpenAiError.Body error = OpenAiError.of(status, detail).error();
    return new JsonObject()
        .put(
            "error",
            new JsonObject()
                .put("message", error.message())
                .put("type", error.type())
                .put("param", error.param())
                .put("code", error.code()));
  }
}
