package io.retune.trainer.embed;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.retune.chassis.fair.FairChannel;
import io.retune.chassis.outage.RefusedException;
import io.retune.embedding.BaseEmbeddingModel;
import io.retune.schemas.EntryKey;
import io.retune.schemas.v1.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;

/** What the stage measures; records and texts by collection. Thread-safe. */
@ApplicationScoped
class EmbedMeters {

  private final MeterRegistry registry;
  private final Timer batches;
  private final DistributionSummary batchSizes;

  EmbedMeters(MeterRegistry registry, BaseEmbeddingModel model, EmbeddingProgress progress) {
    this.registry = registry;
    this.batches =
        Timer.builder("retune.embed.batch")
            .description("Time to embed a batch of records")
            .register(registry);
    this.batchSizes =
        DistributionSummary.builder("retune.embed.batch.records")
            .description("Records in a batch")
            .register(registry);
    FunctionCounter.builder("retune.embed.tokens", model, BaseEmbeddingModel::tokensProcessed)
        .description("Tokens through the base model, special tokens and prefixes among them")
        .tag("model", model.name())
        .register(registry);
    Gauge.builder("retune.embed.batch.age", progress, all -> all.age().toMillis() / 1000.0)
        .description("How long the batch under way has taken so far; 0 between two batches")
        .baseUnit("seconds")
        .register(registry);
  }

  /** Shows what was read and waits for its turn. */
  void waiting(FairChannel channel) {
    Gauge.builder("retune.embed.waiting.collections", channel, FairChannel::lanes)
        .description("Collections with records that wait; one with queries, too, counts twice")
        .register(registry);
    Gauge.builder("retune.embed.waiting.offsets", channel, FairChannel::offsets)
        .description("Offsets that were read and wait; marks of transactions are among them")
        .register(registry);
  }

  List<Outcome> time(Supplier<List<Outcome>> batch) {
    List<Outcome> outcomes = batches.record(batch);
    batchSizes.record(outcomes.size());
    return outcomes;
  }

  void count(Outcome outcome) {
    String collection = collection(outcome);
    registry
        .counter("retune.embed.records", "collection", collection, "outcome", name(outcome))
        .increment();
    if (outcome instanceof Outcome.Embedded embedded) {
      texts(collection, embedded.embeddings());
    } else if (outcome instanceof Outcome.Rejected rejected) {
      registry
          .counter("retune.embed.failures", "collection", collection, "reason", reason(rejected))
          .increment();
    }
  }

  private void texts(String collection, Embeddings embeddings) {
    if (embeddings.hasNode()) {
      registry.counter("retune.embed.texts", "collection", collection, "kind", "node").increment();
    }
    registry
        .counter("retune.embed.texts", "collection", collection, "kind", "question")
        .increment(embeddings.getQuestionsCount());
  }

  private static String name(Outcome outcome) {
    if (outcome instanceof Outcome.Embedded) {
      return "embedded";
    }
    if (outcome instanceof Outcome.TakenOver) {
      return "taken-over";
    }
    if (outcome instanceof Outcome.Deleted) {
      return "deleted";
    }
    return outcome instanceof Outcome.Superseded ? "superseded" : "rejected";
  }

  /** The record cannot be read, or the base model refuses it. */
  private static String reason(Outcome.Rejected rejected) {
    return rejected.reason() instanceof RefusedException ? "base-model" : "invalid-record";
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
