package io.retune.trainer.embed;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.retune.embedding.BaseEmbeddingModel;
import io.retune.schemas.EntryKey;
import io.retune.schemas.v1.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** What the stage counts. Dead letters are counted where they are sent. */
@ApplicationScoped
class EmbedMeters {

  private final MeterRegistry registry;

  EmbedMeters(MeterRegistry registry, BaseEmbeddingModel model) {
    this.registry = registry;
    FunctionCounter.builder("retune.embed.tokens", model, BaseEmbeddingModel::tokensProcessed)
        .description("Tokens through the base model, special tokens and prefixes among them")
        .tag("model", model.name())
        .register(registry);
  }

  <T> T time(Supplier<T> batch) {
    return Timer.builder("retune.embed.seconds")
        .description("Time to embed a batch of records")
        .register(registry)
        .record(batch);
  }

  void count(Outcome outcome) {
    if (outcome instanceof Outcome.Embedded embedded) {
      record(outcome, "embedded");
      texts(outcome, embedded.embeddings());
    } else if (outcome instanceof Outcome.TakenOver) {
      record(outcome, "taken-over");
    } else if (outcome instanceof Outcome.Deleted) {
      record(outcome, "deleted");
    } else if (outcome instanceof Outcome.Superseded) {
      record(outcome, "superseded");
    }
  }

  private void record(Outcome outcome, String what) {
    registry
        .counter("retune.embed.records", "collection", collection(outcome), "outcome", what)
        .increment();
  }

  private void texts(Outcome outcome, Embeddings embeddings) {
    String collection = collection(outcome);
    if (embeddings.hasNode()) {
      registry.counter("retune.embed.texts", "collection", collection, "kind", "node").increment();
    }
    registry
        .counter("retune.embed.texts", "collection", collection, "kind", "question")
        .increment(embeddings.getQuestionsCount());
  }

  private static String collection(Outcome outcome) {
    String key = outcome.source().key();
    try {
      return EntryKey.parse(key).collection();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
