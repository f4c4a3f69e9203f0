package io.retune.trainer.train.rest;

import io.retune.trainer.train.stream.TrainRequest;
import io.retune.trainer.train.stream.TrainRequests;
import io.retune.trainer.train.stream.TrainingBoard;
import io.retune.trainer.train.stream.TrainingStatus;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;

/** What callers may ask of a collection, with the answer where they may not. Thread-safe. */
record CallerRequests(TrainingBoard board, TrainRequests requests) {

  /**
   * How a collection stands.
   *
   * @throws NotFoundException where this instance does not train it
   */
  TrainingStatus status(String collection) {
    return board
        .find(collection)
        .orElseThrow(() -> new NotFoundException("this instance has no collection " + collection));
  }

  /**
   * Leaves a request for the thread that trains the collection.
   *
   * @throws ClientErrorException where too many are waiting
   */
  void submit(String collection, TrainRequest request) {
    if (!requests.submit(collection, request)) {
      throw new ClientErrorException(
          "too many requests are waiting", Response.Status.TOO_MANY_REQUESTS);
    }
  }
}
