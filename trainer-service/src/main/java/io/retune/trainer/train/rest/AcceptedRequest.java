package io.retune.trainer.train.rest;

/**
 * A request that is kept, and will be done by the instance that trains the collection.
 *
 * @param requestId the id of its record, and of its dead letter if it cannot be done
 */
public record AcceptedRequest(String collection, String requestId) {}
