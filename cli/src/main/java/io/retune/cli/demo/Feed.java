package io.retune.cli.demo;

import java.util.List;
import java.util.Objects;

/**
 * What a demo streams.
 *
 * @param steps in their order, at least one
 * @param askers whose the questions are that people asked of its documents, such as {@code
 *     developers'}
 */
record Feed(List<FeedStep> steps, String askers) {
  Feed {
    steps = List.copyOf(steps);
    Objects.requireNonNull(askers, "askers");
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a feed needs a step");
    }
  }
}
