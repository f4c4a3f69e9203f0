package io.retune.serving.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.retune.adapter.follow.AdapterVersion;
import io.retune.schemas.v1.BaseModel;
import io.retune.serving.model.ModelName;
import io.retune.serving.model.Side;
import java.time.Instant;
import java.util.List;

/**
 * A model, as OpenAI's clients list it, with what it stands for.
 *
 * @param id to ask for it by
 * @param object {@code model}
 * @param created seconds since 1970 of the release; 0 where nothing is released
 * @param ownedBy {@code retune}
 * @param collection whose adapter it is
 * @param version that its vectors go through now: a number, or {@code base}
 * @param baseModel the base model's name
 * @param dimensions of its vectors
 * @param unavailable why it is not served; absent where it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelEntry(
    String id,
    String object,
    long created,
    String ownedBy,
    String collection,
    String version,
    String baseModel,
    int dimensions,
    String unavailable) {

  /** All of them. */
  public record Listing(String object, List<ModelEntry> data) {}

  static ModelEntry served(ModelName asked, AdapterVersion meant, BaseModel baseModel) {
    return new ModelEntry(
        asked.toString(),
        "model",
        meant.releasedAt().map(Instant::getEpochSecond).orElse(0L),
        "retune",
        asked.collection(),
        ModelName.word(meant.version()),
        baseModel.getName(),
        baseModel.getDimension(),
        null);
  }

  static ModelEntry unavailable(ModelName asked, Side side, BaseModel baseModel, String reason) {
    return new ModelEntry(
        asked.on(side).toString(),
        "model",
        0,
        "retune",
        asked.collection(),
        ModelName.word(0),
        baseModel.getName(),
        baseModel.getDimension(),
        reason);
  }
}
