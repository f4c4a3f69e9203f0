package io.retune.serving.openai;

import io.retune.embedding.BaseEmbeddingModel;
import io.retune.embedding.TextTokenizer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.IntStream;

/** Counts the tokens of texts, and refuses more than a request may have. Thread-safe. */
@Singleton
final class TokenCounts {
  private static final String INPUT = "input";
  private static final String TOO_LONG = "context_length_exceeded";

  private final TextTokenizer tokenizer;
  private final RequestConfig config;

  TokenCounts(BaseEmbeddingModel model, RequestConfig config) {
    this.tokenizer = model.tokenizer();
    this.config = config;
  }

  /**
   * The tokens of each text, special tokens among them.
   *
   * @throws io.quarkiverse.resteasy.problem.HttpProblem if there are too many
   */
  int[] of(List<String> texts) {
    int[] tokens = new int[texts.size()];
    for (int index = 0; index < tokens.length; index++) {
      tokens[index] = tokenizer.count(texts.get(index)) + tokenizer.specialTokens();
      if (tokens[index] > config.maxTextTokens()) {
        throw RequestProblem.badRequest(
            INPUT,
            TOO_LONG,
            "input[%d] has %,d tokens, and a text may have %,d"
                .formatted(index, tokens[index], config.maxTextTokens()));
      }
    }
    long sum = IntStream.of(tokens).asLongStream().sum();
    if (sum > config.maxTokens()) {
      throw RequestProblem.badRequest(
          INPUT,
          TOO_LONG,
          "the texts have %,d tokens, and a request may have %,d"
              .formatted(sum, config.maxTokens()));
    }
    return tokens;
  }
}
