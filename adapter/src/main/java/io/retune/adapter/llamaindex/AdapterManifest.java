package io.retune.adapter.llamaindex;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.google.protobuf.TextFormat;
import com.google.protobuf.Timestamp;
import io.retune.adapter.Adapter;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.MemoryAdapter;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.v1.AdapterCheckpoint;
import java.time.Instant;
import java.util.Objects;

/**
 * Where an exported adapter comes from: {@code manifest.json}, beside the two files that LlamaIndex
 * knows.
 *
 * @param formatVersion 1
 * @param collection that it was trained on
 * @param version in that collection
 * @param modelSha256 of {@code pytorch_model.bin}
 * @param weightsSha256 of the safetensors file in the checkpoint
 * @param baseModel that its vectors belong to
 * @param unitLength true: Retune serves unit(Aq + b); LlamaIndex leaves the length as it comes,
 *     which changes no ranking by cosine
 * @param recipe how it was trained, in Protobuf's text format
 * @param examplesSha256 of the examples that it was trained on
 * @param createdAt in ISO 8601
 * @param withoutMemory true where the adapter has a question memory, which LlamaIndex's networks
 *     cannot hold: {@code pytorch_model.bin} is its linear part; absent where it has none
 */
@JsonPropertyOrder({
  "format_version",
  "collection",
  "version",
  "model_sha256",
  "weights_sha256",
  "base_model",
  "unit_length",
  "recipe",
  "examples_sha256",
  "created_at",
  "without_memory"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AdapterManifest(
    @JsonProperty(value = "format_version", required = true) int formatVersion,
    @JsonProperty(value = "collection", required = true) String collection,
    @JsonProperty(value = "version", required = true) long version,
    @JsonProperty(value = "model_sha256", required = true) String modelSha256,
    @JsonProperty(value = "weights_sha256", required = true) String weightsSha256,
    @JsonProperty(value = "base_model", required = true) BaseModelName baseModel,
    @JsonProperty(value = "unit_length", required = true) boolean unitLength,
    @JsonProperty(value = "recipe", required = true) String recipe,
    @JsonProperty(value = "examples_sha256", required = true) String examplesSha256,
    @JsonProperty(value = "created_at", required = true) String createdAt,
    @JsonProperty("without_memory") Boolean withoutMemory) {

  static final int FORMAT_VERSION = 1;

  /** The base model, as its fingerprint knows it. */
  public record BaseModelName(
      @JsonProperty(value = "name", required = true) String name,
      @JsonProperty(value = "dimension", required = true) int dimension,
      @JsonProperty(value = "fingerprint", required = true) String fingerprint) {

    public BaseModelName {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(fingerprint, "fingerprint");
    }
  }

  public AdapterManifest {
    if (formatVersion != FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "format_version is %d, not %d".formatted(formatVersion, FORMAT_VERSION));
    }
    Objects.requireNonNull(collection, "collection");
    Objects.requireNonNull(modelSha256, "model_sha256");
    Objects.requireNonNull(weightsSha256, "weights_sha256");
    Objects.requireNonNull(baseModel, "base_model");
    Objects.requireNonNull(recipe, "recipe");
    Objects.requireNonNull(examplesSha256, "examples_sha256");
    Objects.requireNonNull(createdAt, "created_at");
  }

  static AdapterManifest of(AdapterCheckpoint checkpoint, Adapter adapter, String modelSha256)
      throws MalformedFileException {
    return new AdapterManifest(
        FORMAT_VERSION,
        checkpoint.getCollection(),
        checkpoint.getVersion(),
        modelSha256,
        checkpoint.getWeightsSha256(),
        new BaseModelName(
            checkpoint.getBaseModel().getName(),
            checkpoint.getBaseModel().getDimension(),
            checkpoint.getBaseModel().getFingerprint()),
        true,
        TextFormat.printer().emittingSingleLine(true).printToString(checkpoint.getRecipe()),
        checkpoint.getLineage().getExamplesSha256(),
        createdAt(checkpoint.getCreatedAt()).toString(),
        adapter instanceof MemoryAdapter ? true : null);
  }

  private static Instant createdAt(Timestamp time) throws MalformedFileException {
    try {
      return InstantCodec.decode(time);
    } catch (IllegalArgumentException e) {
      throw new MalformedFileException("the time of the checkpoint is out of range", e);
    }
  }
}
