package io.retune.ingest.source.web;

import io.retune.ingest.source.PublishingFailed;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.v1.FeedState;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Has a feed polled when it is time, while this instance has the right to. {@link #look} is for one
 * thread at a time; {@link #status} is thread-safe.
 */
final class FeedWatch {
  private static final Logger LOG = Logger.getLogger(FeedWatch.class);

  private final Feed feed;
  private final FeedPoll poll;
  private final FeedMemory memory;
  private final BooleanSupplier right;
  private final Clock clock;

  /** Of the last poll here; null while another instance may poll. */
  private FeedState last;

  private volatile String problem = "";
  private volatile boolean here;

  FeedWatch(Feed feed, FeedPoll poll, FeedMemory memory, BooleanSupplier right, Clock clock) {
    this.feed = feed;
    this.poll = poll;
    this.memory = memory;
    this.right = right;
    this.clock = clock;
  }

  /** To be called every second or so. */
  void look() throws InterruptedException {
    here = right.getAsBoolean();
    if (!here) {
      last = null;
      return;
    }
    if (!memory.isRead()) {
      return;
    }
    FeedState known = last == null ? memory.of(feed.key()) : last;
    if (clock.instant().isBefore(nextPoll(known))) {
      return;
    }
    try {
      FeedState polled = poll.poll(known);
      memory.write(feed.key(), polled);
      last = polled;
      report(polled.getProblem());
    } catch (PublishingFailed e) {
      report("its pages wait: " + e.getMessage());
    } catch (KafkaException e) {
      report("what is known of it cannot be kept: " + e.getMessage());
    }
  }

  FeedStatus status() {
    FeedState known = memory.of(feed.key());
    return FeedStatus.of(
        feed,
        isOfThisAddress(known) ? known : FeedState.getDefaultInstance(),
        here,
        poll.deletionsWaiting(),
        problem,
        clock.instant());
  }

  private Instant nextPoll(FeedState known) {
    if (!isOfThisAddress(known)) {
      return Instant.MIN;
    }
    Instant usual = InstantCodec.decode(known.getPolledAt()).plus(feed.interval());
    return known.hasNextPollAt() ? InstantCodec.decode(known.getNextPollAt()) : usual;
  }

  private boolean isOfThisAddress(FeedState known) {
    return known.getAddress().equals(feed.address().toString());
  }

  private void report(String what) {
    if (!what.isEmpty() && !what.equals(problem)) {
      LOG.warnf("feed %s: %s", feed.name(), what);
    } else if (what.isEmpty() && !problem.isEmpty()) {
      LOG.infof("feed %s is read again", feed.name());
    }
    problem = what;
  }
}
