package io.retune.ingest.source.web.fetch;

import crawlercommons.robots.BaseRobotRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is owed to one host: its turn, its pause and its rules. Whoever asks it something holds its
 * turn meanwhile.
 */
final class WebHost {
  private final ReentrantLock turn = new ReentrantLock(true);
  private Instant askedUntil = Instant.MIN;
  private Instant restsUntil = Instant.MIN;
  private BaseRobotRules rules;
  private Instant rulesUntil = Instant.MIN;

  /** Waits for the turn, which the caller gives back with {@link #leave}. */
  void enter() throws InterruptedException {
    turn.lockInterruptibly();
  }

  void leave() {
    turn.unlock();
  }

  /** Waits until so much time has passed since the request before. */
  void pause(Duration pause) throws InterruptedException {
    Instant now = Instant.now();
    Instant next = askedUntil.equals(Instant.MIN) ? now : askedUntil.plus(pause);
    if (next.isAfter(now)) {
      Thread.sleep(Duration.between(now, next).toMillis() + 1);
    }
  }

  /** Says that a request has just ended. */
  void asked() {
    askedUntil = Instant.now();
  }

  /** It wants no request before then. */
  void rest(Instant until) {
    restsUntil = until;
  }

  /** Until when it wants no request; empty where one may be sent. */
  Optional<Instant> restsUntil() {
    return Instant.now().isBefore(restsUntil) ? Optional.of(restsUntil) : Optional.empty();
  }

  /** Its rules; empty where they have to be read. */
  Optional<BaseRobotRules> rules() {
    return Instant.now().isBefore(rulesUntil) ? Optional.of(rules) : Optional.empty();
  }

  void learn(BaseRobotRules read, Instant until) {
    rules = read;
    rulesUntil = until;
  }
}
