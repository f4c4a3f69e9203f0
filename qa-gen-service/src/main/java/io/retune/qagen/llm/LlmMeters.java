package io.retune.qagen.llm;

import dev.langchain4j.model.output.TokenUsage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Counts calls of the language model, their tokens and what they cost. Thread-safe. */
final class LlmMeters {

  private static final double TOKENS_A_PRICE = 1000;

  private final MeterRegistry meters;
  private final String model;
  private final double inputPrice;
  private final double outputPrice;

  LlmMeters(MeterRegistry meters, String model, double inputPrice, double outputPrice) {
    this.meters = meters;
    this.model = model;
    this.inputPrice = inputPrice;
    this.outputPrice = outputPrice;
  }

  Timer.Sample start() {
    return Timer.start(meters);
  }

  /** Ends the time of one call, successful or not. */
  void end(Timer.Sample sample, String outcome) {
    sample.stop(meters.timer("retune.qa-gen.llm.calls", "model", model, "outcome", outcome));
  }

  /** Counts an answer that was paid for before. */
  void countKept() {
    meters.counter("retune.qa-gen.llm.answers.kept", "model", model).increment();
  }

  /** Counts the tokens of an answer. A server need not tell them; then nothing is counted. */
  void count(TokenUsage usage) {
    if (usage == null) {
      return;
    }
    count("input", usage.inputTokenCount(), inputPrice);
    count("output", usage.outputTokenCount(), outputPrice);
  }

  private void count(String direction, Integer tokens, double price) {
    if (tokens == null) {
      return;
    }
    meters
        .counter("retune.qa-gen.llm.tokens", "model", model, "direction", direction)
        .increment(tokens);
    meters
        .counter("retune.qa-gen.llm.cost", "model", model)
        .increment(tokens * price / TOKENS_A_PRICE);
  }
}
