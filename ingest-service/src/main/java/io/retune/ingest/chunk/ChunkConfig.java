package io.retune.ingest.chunk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.OptionalInt;

/** Cutting of documents into nodes. */
@ConfigMapping(prefix = "retune.ingest.chunk")
public interface ChunkConfig {
  /**
   * The base model whose tokens count: {@code bge-small-en} or {@code bge-small-en-q} (the same
   * tokens), {@code openai} (counted roughly), or a folder with a {@code tokenizer.json}. The same
   * model as the trainer's.
   */
  @WithDefault("${retune.embedding.model:bge-small-en}")
  @NotBlank
  String baseModel();

  /**
   * The most tokens in a node, with the special tokens that the model adds. When absent, what the
   * model takes in one pass, but not more than 512.
   */
  OptionalInt maxTokens();

  /** The most tokens that a node repeats of the one before it in its section. */
  @WithDefault("0")
  @Min(0)
  int overlapTokens();

  /** Sections of fewer tokens go together with their neighbours on the page. */
  @WithDefault("32")
  @Min(0)
  int minTokens();

  /**
   * The most nodes of one document; more, and the document becomes a dead letter. What is
   * remembered of a document takes 24 bytes a node and must fit one record.
   */
  @WithDefault("20000")
  @Min(1)
  @Max(40_000)
  int maxNodes();
}
