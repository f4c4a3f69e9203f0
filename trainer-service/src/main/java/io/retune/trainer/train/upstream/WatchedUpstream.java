package io.retune.trainer.train.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Looks at the cluster when it is asked, at most every few seconds, in a thread that is not the
 * caller's. Where the cluster does not tell, nothing counts as on its way: training then goes by
 * its other triggers. Thread-safe.
 */
public final class WatchedUpstream implements Upstream {
  private static final Logger LOG = Logger.getLogger(WatchedUpstream.class);

  private final Supplier<OnTheWay> reader;
  private final Executor executor;
  private final Clock clock;
  private final Duration fresh;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile Seen seen;

  private record Seen(OnTheWay onTheWay, Instant at) {}

  /**
   * @param reader looks at the cluster; may block
   * @param executor runs it; one thread is enough
   * @param fresh how old an answer may be
   */
  public WatchedUpstream(
      Supplier<OnTheWay> reader, Executor executor, Clock clock, Duration fresh) {
    this.reader = Objects.requireNonNull(reader, "reader");
    this.executor = Objects.requireNonNull(executor, "executor");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.fresh = Objects.requireNonNull(fresh, "fresh");
  }

  @Override
  public Optional<OnTheWay> look() {
    Seen last = seen;
    if (last != null && clock.instant().isBefore(last.at().plus(fresh))) {
      return Optional.of(last.onTheWay());
    }
    if (looking.compareAndSet(false, true)) {
      try {
        executor.execute(this::read);
      } catch (RejectedExecutionException e) {
        looking.set(false);
      }
    }
    return Optional.empty();
  }

  private void read() {
    OnTheWay found = OnTheWay.NOTHING;
    try {
      found = reader.get();
    } catch (KafkaException e) {
      LOG.warnf("what is on its way to training cannot be read: %s", e.getMessage());
    } finally {
      seen = new Seen(found, clock.instant());
      looking.set(false);
    }
  }
}
