package io.retune.bench.embedding;

import io.retune.embedding.BgeSmallEn;
import io.retune.embedding.LongTextRule;
import io.retune.embedding.OnnxEmbeddingModel;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One of Retune's in-process models with the trainer's defaults, but for what it does with long
 * texts.
 */
final class RetuneRun {

  private RetuneRun() {}

  public static void main(String[] arguments) throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    try (OnnxEmbeddingModel model =
        OnnxEmbeddingModel.open(
            arguments[3].equals(BgeSmallEn.QUANTISED_NAME)
                ? BgeSmallEn.quantised()
                : BgeSmallEn.description(),
            LongTextRule.valueOf(arguments[2]),
            cores)) {
      new Run(Path.of(arguments[0]))
          .measure(model::embedDocuments, model::embedQueries, Path.of(arguments[1]));
    }
  }
}
