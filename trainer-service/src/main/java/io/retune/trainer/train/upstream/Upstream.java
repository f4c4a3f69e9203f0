package io.retune.trainer.train.upstream;

import java.util.Optional;

/** Tells what is on its way to training. Thread-safe. */
@FunctionalInterface
public interface Upstream {
  /**
   * What was on its way a moment ago. Never blocks.
   *
   * @return empty where nobody has looked yet; asking makes that somebody looks, so the next time
   *     there is an answer
   */
  Optional<OnTheWay> look();
}
