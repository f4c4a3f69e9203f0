package io.retune.basemodel;

import io.retune.embedding.ApproximateTokenizer;
import io.retune.embedding.BaseEmbeddingModel;
import io.retune.embedding.BgeSmallEn;
import io.retune.embedding.EmbeddingException;
import io.retune.embedding.ModelFolder;
import io.retune.embedding.OnnxEmbeddingModel;
import io.retune.embedding.OnnxModelDescription;
import io.retune.embedding.OpenAiCompatibleModel;
import io.retune.embedding.OpenAiCompatibleSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Opens the base model that the configuration asks for. */
final class BaseModels {

  /** An empty value cannot be told from an absent one. */
  private static final String NO_PREFIX = "none";

  private BaseModels() {}

  /**
   * @throws EmbeddingException if the model cannot be used
   * @throws IllegalArgumentException if a setting does not fit the model
   */
  static BaseEmbeddingModel open(EmbeddingConfig config) {
    if (config.model().equals(OpenAiCompatibleModel.CHOICE)) {
      return OpenAiCompatibleModel.open(openAi(config), config.longText());
    }
    int cores = Runtime.getRuntime().availableProcessors();
    return OnnxEmbeddingModel.open(onnx(config), config.longText(), config.workers().orElse(cores));
  }

  private static OnnxModelDescription onnx(EmbeddingConfig config) {
    OnnxModelDescription own =
        switch (config.model()) {
          case BgeSmallEn.NAME -> BgeSmallEn.description();
          case BgeSmallEn.QUANTISED_NAME -> BgeSmallEn.quantised();
          default -> ModelFolder.read(folder(config.model()));
        };
    return own.withPooling(config.pooling().orElse(own.pooling()))
        .withMaxTokens(config.maxTokens().orElse(own.maxTokens()))
        .withQueryPrefix(prefix(config.queryPrefix(), own.queryPrefix()))
        .withDocumentPrefix(prefix(config.documentPrefix(), own.documentPrefix()));
  }

  private static Path folder(String path) {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new EmbeddingException("No model folder: " + path, e);
    }
  }

  private static OpenAiCompatibleSettings openAi(EmbeddingConfig config) {
    OpenAiConfig server = config.openai();
    return new OpenAiCompatibleSettings(
        server.baseUrl(),
        server.apiKey().orElse(""),
        server.modelName(),
        server.dimensions().map(OptionalInt::of).orElseGet(OptionalInt::empty),
        server.batchSize(),
        server.timeout(),
        server.retries(),
        config.maxTokens().orElse(ApproximateTokenizer.DEFAULT_MAX_TOKENS),
        server.bytesPerToken(),
        prefix(config.queryPrefix(), ""),
        prefix(config.documentPrefix(), ""),
        server.generation());
  }

  private static String prefix(Optional<String> configured, String own) {
    return configured.map(prefix -> prefix.equals(NO_PREFIX) ? "" : prefix).orElse(own);
  }
}
