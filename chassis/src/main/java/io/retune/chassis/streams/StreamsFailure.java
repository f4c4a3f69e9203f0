package io.retune.chassis.streams;

import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/**
 * Ends the process when a stream thread fails. Invalid records never come here, they are dead
 * letters; what does is a broken store or cluster, and a restart from the last commit is the cure.
 * Whoever runs the process restarts it.
 *
 * <p>It is the handler of every service with streams that has none of its own.
 */
@Singleton
@DefaultBean
public final class StreamsFailure implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = Logger.getLogger(StreamsFailure.class);

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    LOG.error(
        "a stream thread failed; the process ends to start again from the last commit", failure);
    Quarkus.asyncExit(1);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }
}
