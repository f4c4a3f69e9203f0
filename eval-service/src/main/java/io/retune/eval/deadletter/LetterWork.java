package io.retune.eval.deadletter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.retune.schemas.Topic;
import io.retune.schemas.deadletter.Letters;
import io.retune.schemas.deadletter.Replay;
import io.retune.schemas.deadletter.Replay.Replayed;
import io.retune.schemas.deadletter.UnknownSourceException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Has dead letters tried again, or drops them, as the command does: those of one topic at a time,
 * and no more than a request can wait for. Thread-safe.
 */
@Singleton
class LetterWork {
  /** Of them, a page waits some seconds. */
  private static final long MAX_OFFSETS = 10_000;

  private final KafkaLetters cluster;
  private final LatestLetters latest;
  private final ReentrantLock lock = new ReentrantLock();

  LetterWork(KafkaLetters cluster, LatestLetters latest) {
    this.cluster = cluster;
    this.latest = latest;
  }

  /**
   * Sends the letters of a topic to where they came from, and drops them.
   *
   * @throws HttpProblem if that cannot be done here
   */
  Replayed replay(Topic<?> topic) {
    return alone(topic, new Replayed(0, 0), () -> replayed(topic));
  }

  /**
   * Removes the letters of a topic for good.
   *
   * @return how many there were
   * @throws HttpProblem if that cannot be done here
   */
  long drop(Topic<?> topic) {
    return alone(topic, 0L, () -> new Letters(cluster).drop(List.of(topic)));
  }

  private Replayed replayed(Topic<?> topic) {
    try {
      return new Replay(cluster).replay(List.of(topic));
    } catch (UnknownSourceException e) {
      throw HttpProblem.valueOf(Response.Status.CONFLICT, e.getMessage());
    }
  }

  private <T> T alone(Topic<?> topic, T nothing, Supplier<T> work) {
    if (!lock.tryLock()) {
      throw HttpProblem.valueOf(
          Response.Status.CONFLICT, "other dead letters are being worked on; try again later");
    }
    try {
      long offsets = offsets(topic);
      if (offsets == 0) {
        return nothing;
      }
      if (offsets > MAX_OFFSETS) {
        throw HttpProblem.valueOf(
            Response.Status.CONFLICT,
            "these are more than a page waits for; ./retune dead-letters takes any number");
      }
      return work.get();
    } finally {
      latest.forget();
      lock.unlock();
    }
  }

  /** At least as many as there are letters; 0 where there is no such topic. */
  private long offsets(Topic<?> topic) {
    String name = cluster.names().of(topic);
    return latest.spans().entrySet().stream()
        .filter(span -> span.getKey().topic().equals(name))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
