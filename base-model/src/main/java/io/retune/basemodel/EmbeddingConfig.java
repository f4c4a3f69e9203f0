package io.retune.basemodel;

import io.retune.embedding.LongTextRule;
import io.retune.embedding.Pooling;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.OptionalInt;

/** The base embedding model: the same in the services that train and that serve. */
@ConfigMapping(prefix = "retune.embedding")
public interface EmbeddingConfig {

  /**
   * {@code bge-small-en}, which comes along; {@code bge-small-en-q}, which comes along too and
   * reckons with whole numbers of 8 bits; a folder with {@code model.onnx} and {@code
   * tokenizer.json}; or {@code openai} for a server that speaks OpenAI's embeddings.
   */
  @WithDefault("bge-small-en")
  @NotBlank
  String model();

  /**
   * What becomes of a text with more tokens than the model takes: {@code mean} of its windows, or
   * {@code truncate}.
   */
  @WithDefault("mean")
  @NotNull
  LongTextRule longText();

  /** Put before every question; {@code none} for no prefix. The model's own when absent. */
  Optional<String> queryPrefix();

  /** Put before every node's text; {@code none} for no prefix. The model's own when absent. */
  Optional<String> documentPrefix();

  /**
   * Of an ONNX model: {@code cls} for the first token's vector, {@code mean} over all tokens. The
   * model's own when absent.
   */
  Optional<Pooling> pooling();

  /** The most tokens of one pass through the model. The model's own when absent. */
  Optional<@Min(8) @Max(1_000_000) Integer> maxTokens();

  /**
   * Up to so many nodes of a collection, all their local questions are embedded. Of a larger
   * collection only a share is, so that their number stays the same: no fit can use more. Less than
   * 80,000 divided by the local questions of a node takes from the fits. Only the trainer asks.
   */
  @WithDefault("15000")
  @Min(1)
  int localQuestionsOfNodes();

  /** Threads that run an ONNX model; one a core when absent. */
  OptionalInt workers();

  /** Asked when {@code model} is {@code openai}. */
  @Valid
  @NotNull
  OpenAiConfig openai();
}
