package io.retune.bench.embedding;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** langchain4j's in-process model with its defaults. */
final class Langchain4jRun {

  /** By name, as it is compiled against another version of its interface than it runs with. */
  private static final String MODEL =
      "dev.langchain4j.model.embedding.onnx.bgesmallen.BgeSmallEnEmbeddingModel";

  private Langchain4jRun() {}

  public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
    EmbeddingModel model =
        (EmbeddingModel) Class.forName(MODEL).getDeclaredConstructor().newInstance();
    new Run(Path.of(arguments[0]))
        .measure(texts -> embed(model, texts), texts -> embed(model, texts), Path.of(arguments[1]));
  }

  private static float[][] embed(EmbeddingModel model, List<String> texts) {
    return model.embedAll(texts.stream().map(TextSegment::from).toList()).content().stream()
        .map(Embedding::vector)
        .toArray(float[][]::new);
  }
}
