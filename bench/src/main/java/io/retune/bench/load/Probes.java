package io.retune.bench.load;

import io.retune.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** What other collections notice of the load: each probe again and again, at the same time. */
final class Probes implements AutoCloseable {
  private static final Duration MOST = Duration.ofMinutes(30);
  private static final int QUESTIONED_NODES = 40;

  private final Feeder feeder;
  private final Arrivals arrivals;
  private final String load;
  private final Duration pause;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Map<Kind, List<Double>> seconds = new EnumMap<>(Kind.class);

  /** What is waited for. */
  enum Kind {
    QUERY("a query of another collection, until it is embedded"),
    QUERY_OF_LOAD("a query of the loading collection, until it is embedded"),
    EDIT("an edit of another collection's document, until it is embedded"),
    NEW_COLLECTION("a new collection of 40 nodes with 120 questions, until its evaluation report");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  Probes(Feeder feeder, Arrivals arrivals, String load, Duration pause) {
    this.feeder = feeder;
    this.arrivals = arrivals;
    this.load = load;
    this.pause = pause;
    for (Kind kind : Kind.values()) {
      seconds.put(kind, Collections.synchronizedList(new ArrayList<>()));
    }
  }

  /** Each once, one after another. */
  void once(int number) {
    for (Kind kind : Kind.values()) {
      probe(kind, number);
    }
  }

  void begin() {
    for (Kind kind : Kind.values()) {
      threads.execute(
          () -> {
            for (int number = 1_000; !ended.get(); number++) {
              probe(kind, number);
              rest();
            }
          });
    }
  }

  /** Seconds of those that were through, in the order they were begun. */
  List<Double> seconds(Kind kind) {
    return List.copyOf(seconds.get(kind));
  }

  private void probe(Kind kind, int number) {
    long start = System.nanoTime();
    boolean through =
        switch (kind) {
          case QUERY -> asked("asking", number);
          case QUERY_OF_LOAD -> asked(load, number);
          case EDIT -> {
            int before = arrivals.count(Topics.EMBEDDINGS, "editing/");
            feeder.edit("editing", "d1", number);
            yield arrivals.await(
                () -> arrivals.count(Topics.EMBEDDINGS, "editing/") > before || ended.get(), MOST);
          }
          case NEW_COLLECTION -> {
            String collection = "small-" + number;
            feeder.nodesWithQuestions(collection, QUESTIONED_NODES);
            yield arrivals.await(
                () ->
                    arrivals.count(Topics.EVALUATION_REPORTS, collection + "/") > 0 || ended.get(),
                MOST);
          }
        };
    if (through && !ended.get()) {
      seconds.get(kind).add((System.nanoTime() - start) / 1e9);
    }
  }

  private boolean asked(String collection, int number) {
    String id = "query-" + number;
    feeder.ask(collection, id);
    return arrivals.await(
        () -> arrivals.count(Topics.EMBEDDINGS, collection + "/" + id) > 0 || ended.get(), MOST);
  }

  private void rest() {
    try {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended.set(true);
    }
  }

  /** What is not through yet is not counted. */
  @Override
  public void close() {
    ended.set(true);
    threads.shutdownNow();
  }
}
