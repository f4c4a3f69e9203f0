package io.retune.trainer.train.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Requests on their way from callers to the stream thread that works on a collection, which looks
 * here at each check of its triggers. A request that a crash finds waiting is lost, and its caller
 * has been told no more than that it was accepted.
 *
 * <p>Thread-safe.
 */
public final class TrainRequests {

  private static final int MAX_WAITING = 16;

  private final Map<String, Deque<TrainRequest>> waiting = new HashMap<>();

  /**
   * @return false where too many requests of the collection are waiting already
   */
  public synchronized boolean submit(String collection, TrainRequest request) {
    Deque<TrainRequest> requests = waiting.computeIfAbsent(collection, name -> new ArrayDeque<>());
    if (request instanceof TrainRequest.Retrain && requests.contains(request)) {
      return true;
    }
    return requests.size() < MAX_WAITING && requests.offer(request);
  }

  synchronized Optional<TrainRequest> poll(String collection) {
    Deque<TrainRequest> requests = waiting.get(collection);
    return requests == null ? Optional.empty() : Optional.ofNullable(requests.poll());
  }
}
