package io.retune.trainer.train.stream;

import io.retune.chassis.trace.StageSpan;
import io.retune.chassis.trace.StageTraces;
import io.retune.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Carries the traces of examples over to the version that learned from them. A version goes on in
 * the trace of the last example before its training, with links to some of those before it. They
 * are known as long as the process runs. Thread-safe.
 */
final class TrainTraces {
  /** A trace is worth a link, not memory: a load has a trace for each of its documents. */
  private static final int KEPT = 32;

  private static final String STAGE = "train";

  private final StageTraces traces;
  private final Map<String, Causes> causes = new ConcurrentHashMap<>();
  private final Map<String, Training> trainings = new ConcurrentHashMap<>();

  /**
   * A training that is under way.
   *
   * @param heard the traces of its examples, the last one last
   */
  private record Training(List<Headers> heard, StageSpan span) {
    /** That it goes on in; empty where none was heard. */
    Headers trace() {
      return heard.isEmpty() ? new RecordHeaders() : heard.get(heard.size() - 1);
    }
  }

  TrainTraces(StageTraces traces) {
    this.traces = traces;
  }

  /** An example came. */
  void heard(String collection, Headers headers) {
    Headers trace = StageTraces.only(headers);
    if (trace.lastHeader("traceparent") != null) {
      causes.computeIfAbsent(collection, unheard -> new Causes()).add(trace);
    }
  }

  /** A training begins, of all that was heard; one that was under way is forgotten. */
  void begin(String collection) {
    end(collection);
    List<Headers> heard = causes.getOrDefault(collection, new Causes()).all();
    Headers last = heard.isEmpty() ? new RecordHeaders() : heard.get(heard.size() - 1);
    List<Headers> others = heard.subList(0, Math.max(0, heard.size() - 1));
    StageSpan span = traces.begin(STAGE, Topics.EMBEDDINGS.name(), collection, last, others);
    trainings.put(collection, new Training(heard, span));
  }

  /** The training that is under way gave a version, whose record goes on in the trace. */
  void continueIn(String collection, Headers version) {
    Training training = trainings.get(collection);
    if (training != null) {
      training.trace().forEach(version::add);
      training.span().continueIn(version);
      // Examples that came meanwhile are the next version's.
      causes.computeIfPresent(collection, (same, heard) -> heard.without(training.heard()));
    }
  }

  /** The training that was under way has ended, or nobody waits for it any more. */
  void end(String collection) {
    Training training = trainings.remove(collection);
    if (training != null) {
      training.span().close();
    }
  }

  /** The last traces of a collection, each once. */
  private static final class Causes {
    private final Map<String, Headers> byTrace =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Headers> eldest) {
            return size() > KEPT;
          }
        };

    synchronized void add(Headers trace) {
      Header parent = trace.lastHeader("traceparent");
      String id = traceId(new String(parent.value(), StandardCharsets.UTF_8));
      byTrace.remove(id);
      byTrace.put(id, trace);
    }

    synchronized Causes without(List<Headers> heard) {
      byTrace.values().removeAll(heard);
      return this;
    }

    synchronized List<Headers> all() {
      return new ArrayList<>(byTrace.values());
    }

    /** The second of four parts; all of what is no traceparent. */
    private static String traceId(String traceparent) {
      String[] parts = traceparent.split("-", -1);
      return parts.length > 1 ? parts[1] : traceparent;
    }
  }
}
