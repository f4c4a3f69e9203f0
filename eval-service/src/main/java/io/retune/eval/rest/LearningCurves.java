package io.retune.eval.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.retune.chassis.kafka.CheckpointLog;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The learning curves of checkpoints. A checkpoint has its weights in the same record, up to 62 MB,
 * so they are read one at a time, and the last few curves are kept. Thread-safe.
 */
@Singleton
class LearningCurves {
  private static final int KEPT = 100;
  private static final long PATIENCE_SECONDS = 5;

  /**
   * Which curve: by the weights, as a collection that begins anew has the same numbers once more.
   */
  private record Key(String collection, long version, String weightsSha256) {}

  private final CheckpointLog log;
  private final ReentrantLock reading = new ReentrantLock();
  private final Map<Key, LearningCurve> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, LearningCurve> eldest) {
          return size() > KEPT;
        }
      };

  LearningCurves(CheckpointLog log) {
    this.log = log;
  }

  /**
   * The curve of a version.
   *
   * @param weightsSha256 as its report has it
   * @return empty where its checkpoint is not kept any more
   * @throws HttpProblem if others are read and this one has to be asked for again
   */
  Optional<LearningCurve> of(String collection, long version, String weightsSha256) {
    Key key = new Key(collection, version, weightsSha256);
    lock();
    try {
      LearningCurve known = kept.get(key);
      if (known != null) {
        return Optional.of(known);
      }
      Optional<LearningCurve> read = log.find(collection, version).map(LearningCurve::of);
      read.ifPresent(curve -> kept.put(key, curve));
      return read;
    } finally {
      reading.unlock();
    }
  }

  private void lock() {
    try {
      if (reading.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw HttpProblem.valueOf(
        Response.Status.SERVICE_UNAVAILABLE, "other checkpoints are being read; try again later");
  }
}
