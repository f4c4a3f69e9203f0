package io.retune.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder as sentence-transformers exports it. {@code model.onnx} (or {@code onnx/model.onnx}) and
 * {@code tokenizer.json} must be there; the rest is read where it is:
 *
 * <ul>
 *   <li>{@code 1_Pooling/config.json}: pooling, else the mean over all tokens;
 *   <li>{@code sentence_bert_config.json}, {@code config.json}: the token limit, else 512;
 *   <li>{@code config_sentence_transformers.json}: the prompts {@code query} and {@code document}
 *       (or {@code passage}), else no prefix.
 * </ul>
 */
public final class ModelFolder {

  private static final int DEFAULT_MAX_TOKENS = 512;

  private ModelFolder() {}

  /**
   * @throws EmbeddingException if a file is missing or cannot be read
   */
  public static OnnxModelDescription read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new EmbeddingException("no model folder: " + folder);
    }
    Path model =
        Stream.of("model.onnx", "onnx/model.onnx")
            .map(folder::resolve)
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(() -> new EmbeddingException("no model.onnx in " + folder));
    Path tokenizer = folder.resolve("tokenizer.json");
    if (!Files.isRegularFile(tokenizer)) {
      throw new EmbeddingException("no tokenizer.json in " + folder);
    }
    JsonNode prompts = json(folder.resolve("config_sentence_transformers.json")).path("prompts");
    return new OnnxModelDescription(
        folder.toAbsolutePath().normalize().getFileName().toString(),
        new ModelFile.OnDisk(model),
        new ModelFile.OnDisk(tokenizer),
        pooling(json(folder.resolve("1_Pooling/config.json"))),
        maxTokens(folder),
        first(prompts, List.of("query")),
        first(prompts, List.of("document", "passage")));
  }

  private static Pooling pooling(JsonNode config) {
    return config.path("pooling_mode_cls_token").asBoolean(false) ? Pooling.CLS : Pooling.MEAN;
  }

  private static int maxTokens(Path folder) {
    return Stream.of(
            json(folder.resolve("sentence_bert_config.json")).path("max_seq_length"),
            json(folder.resolve("config.json")).path("max_position_embeddings"))
        .filter(JsonNode::isInt)
        .map(JsonNode::asInt)
        .findFirst()
        .orElse(DEFAULT_MAX_TOKENS);
  }

  private static String first(JsonNode prompts, List<String> names) {
    Optional<String> prompt =
        names.stream()
            .map(prompts::path)
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .findFirst();
    return prompt.orElse("");
  }

  private static JsonNode json(Path file) {
    if (!Files.isRegularFile(file)) {
      return MissingNode.getInstance();
    }
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new EmbeddingException("cannot read " + file + ": not JSON", e);
    }
  }
}
