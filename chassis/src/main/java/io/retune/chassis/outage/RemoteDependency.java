package io.retune.chassis.outage;

import io.retune.chassis.lifecycle.StopSignal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * A server that work cannot do without. Calls wait out its failures, for as long as they last: an
 * outage costs time and no record. What it refuses for a call's own sake is told apart by a probe,
 * a short call that always succeeds where the server works. Thread-safe; calls block.
 */
public final class RemoteDependency {
  private static final Logger LOG = Logger.getLogger(RemoteDependency.class);

  /** A failure or two may pass unseen; this many in a row are an outage that is told. */
  private static final int TOLD_AFTER = 3;

  /**
   * A call that failed so often, over about three minutes, may itself be the reason, where a probe
   * right after it succeeds.
   */
  private static final int DOUBTED_AFTER = 8;

  private static final Duration REMINDER = Duration.ofMinutes(5);

  /** While it waits, work looks this often whether it is still wanted. */
  private static final Duration SLICE = Duration.ofSeconds(1);

  private final String name;
  private final BackOff backOff;
  private final InstantSource clock;
  private final Function<Duration, Boolean> pause;
  private final RandomGenerator random;
  private Outage outage;
  private Instant toldAt;

  /**
   * @param name such as {@code language model}
   * @param stop ends all waits
   */
  public RemoteDependency(String name, BackOff backOff, StopSignal stop) {
    this(name, backOff, InstantSource.system(), stop::await, RandomGenerator.getDefault());
  }

  /**
   * @param pause waits for so long, and tells whether the process is to stop
   */
  RemoteDependency(
      String name,
      BackOff backOff,
      InstantSource clock,
      Function<Duration, Boolean> pause,
      RandomGenerator random) {
    this.name = Objects.requireNonNull(name, "name");
    this.backOff = Objects.requireNonNull(backOff, "backOff");
    this.clock = clock;
    this.pause = pause;
    this.random = random;
  }

  /** What it is, such as {@code language model}. */
  public String name() {
    return name;
  }

  /** What work waits for now; empty where nothing waits. */
  public synchronized Optional<Outage> outage() {
    return Optional.ofNullable(outage);
  }

  /** How long the outage has lasted; zero where there is none. */
  public Duration outageLength() {
    return outage()
        .map(now -> Duration.between(now.since(), clock.instant()))
        .orElse(Duration.ZERO);
  }

  /**
   * Calls until there is an answer.
   *
   * @param call throws {@link UnavailableException} where the dependency does not serve it, and
   *     {@link RefusedException} where it refuses it or answers nonsense
   * @param probe a short call that always succeeds where the dependency works; throws like the call
   * @param wanted false as soon as nobody waits for the answer any longer
   * @throws RefusedException if the call itself is the reason: a probe right after it succeeded
   * @throws AbandonedException if the process stops or the answer is no longer wanted
   */
  public <T> T call(Supplier<T> call, Runnable probe, BooleanSupplier wanted) {
    for (int failures = 1; ; failures++) {
      if (!wanted.getAsBoolean()) {
        throw new AbandonedException("the answer of the " + name + " is no longer wanted");
      }
      UnavailableException failure;
      try {
        T answer = call.get();
        worked();
        return answer;
      } catch (UnavailableException e) {
        failure = e;
        if (e.isPerhapsTheCall() && failures >= DOUBTED_AFTER && probed(probe).isEmpty()) {
          throw new RefusedException(e.getMessage() + ", " + failures + " times in a row", e);
        }
      } catch (RefusedException e) {
        failure = probed(probe).orElseThrow(() -> e);
      }
      await(failure, failures, wanted);
    }
  }

  /** Empty where the dependency works. */
  private Optional<UnavailableException> probed(Runnable probe) {
    try {
      probe.run();
      worked();
      return Optional.empty();
    } catch (UnavailableException e) {
      return Optional.of(e);
    } catch (RefusedException e) {
      return Optional.of(UnavailableException.always(e.getMessage()));
    }
  }

  private void await(UnavailableException failure, int failures, BooleanSupplier wanted) {
    Duration wait = backOff.after(failures, failure.retryAfter().orElse(Duration.ZERO), random);
    Instant until = clock.instant().plus(wait);
    failed(failure, until);
    for (Duration left = wait;
        !left.isNegative() && !left.isZero();
        left = Duration.between(clock.instant(), until)) {
      if (pause.apply(left.compareTo(SLICE) < 0 ? left : SLICE)) {
        throw new AbandonedException("stopped while waiting for the " + name);
      }
      if (!wanted.getAsBoolean()) {
        return;
      }
    }
  }

  private synchronized void failed(UnavailableException failure, Instant nextTryAt) {
    Instant now = clock.instant();
    Instant since = outage == null ? now : outage.since();
    long failures = outage == null ? 1 : outage.failures() + 1;
    outage = new Outage(name, since, failure.getMessage(), failures, nextTryAt);
    if (toldAt == null && failures >= TOLD_AFTER) {
      toldAt = now;
      LOG.warnf(
          "waits for the %s since %s: %s. Nothing is lost; work goes on by itself when it answers",
          name, since, failure.getMessage());
    } else if (toldAt != null && Duration.between(toldAt, now).compareTo(REMINDER) >= 0) {
      toldAt = now;
      LOG.warnf(
          "still waits for the %s since %s (%d failures): %s",
          name, since, failures, failure.getMessage());
    }
  }

  private synchronized void worked() {
    if (toldAt != null) {
      LOG.infof(
          "the %s answers again after %d s",
          name, Duration.between(outage.since(), clock.instant()).toSeconds());
    }
    outage = null;
    toldAt = null;
  }
}
