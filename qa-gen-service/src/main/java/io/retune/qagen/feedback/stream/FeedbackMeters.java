package io.retune.qagen.feedback.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.retune.qagen.feedback.VersionClicks;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What came in and what was found in it, by collection; versions of the adapter are one label, as
 * there is no end of them. Thread-safe.
 */
public final class FeedbackMeters {
  private static final String COLLECTION = "collection";
  private static final List<String> RANKED_BY = List.of("base", "adapter", "unknown");

  private final MeterRegistry registry;
  private final ConcurrentMap<String, FeedbackStatus> last = new ConcurrentHashMap<>();

  public FeedbackMeters(MeterRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
  }

  /** What was last found in a collection; empty where this instance does not keep its searches. */
  public Optional<FeedbackStatus> status(String collection) {
    return Optional.ofNullable(last.get(collection));
  }

  /** A record was read. */
  void received(String collection, String kind) {
    registry
        .counter("retune.qa-gen.feedback.records", COLLECTION, collection, "kind", kind)
        .increment();
  }

  /** Searches went before their time, as there were too many. */
  void dropped(String collection, int searches) {
    registry
        .counter("retune.qa-gen.feedback.searches.dropped", COLLECTION, collection)
        .increment(searches);
  }

  /** The time of one look at a collection. */
  Timer looking() {
    return registry.timer("retune.qa-gen.feedback.look");
  }

  /** A look is over. */
  void found(FeedbackStatus status) {
    if (last.put(status.collection(), status) == null) {
      show(status.collection());
    }
  }

  /** The collection is another instance's now. */
  void left(String collection) {
    last.remove(collection);
  }

  private void show(String collection) {
    Gauge.builder("retune.qa-gen.feedback.questions", () -> questions(collection))
        .description("Questions whose answer is known by feedback")
        .tag(COLLECTION, collection)
        .register(registry);
    for (String rankedBy : RANKED_BY) {
      Gauge.builder("retune.qa-gen.feedback.searches", () -> searches(collection, rankedBy))
          .description("Searches that are kept")
          .tag(COLLECTION, collection)
          .tag("ranked_by", rankedBy)
          .register(registry);
      Gauge.builder("retune.qa-gen.feedback.searches.clicked", () -> clicked(collection, rankedBy))
          .description("Searches that are kept and in which something was clicked")
          .tag(COLLECTION, collection)
          .tag("ranked_by", rankedBy)
          .register(registry);
      Gauge.builder("retune.qa-gen.feedback.click.mrr", () -> mrr(collection, rankedBy))
          .description("The mean of 1 / rank of the best hit that was clicked in a search")
          .tag(COLLECTION, collection)
          .tag("ranked_by", rankedBy)
          .register(registry);
    }
  }

  private double questions(String collection) {
    return status(collection).map(FeedbackStatus::questions).orElse(0);
  }

  private double searches(String collection, String rankedBy) {
    return versions(collection, rankedBy).stream().mapToInt(VersionClicks::searches).sum();
  }

  private double clicked(String collection, String rankedBy) {
    return versions(collection, rankedBy).stream().mapToInt(VersionClicks::clicked).sum();
  }

  private double mrr(String collection, String rankedBy) {
    double clicked = clicked(collection, rankedBy);
    return clicked == 0
        ? 0
        : versions(collection, rankedBy).stream()
                .mapToDouble(each -> each.firstClickMrr() * each.clicked())
                .sum()
            / clicked;
  }

  private List<VersionClicks> versions(String collection, String rankedBy) {
    return status(collection).map(FeedbackStatus::versions).orElse(List.of()).stream()
        .filter(each -> each.rankedBy().equals(rankedBy))
        .toList();
  }
}
