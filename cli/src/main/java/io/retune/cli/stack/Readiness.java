package io.retune.cli.stack;

/** Whether a started process can be used yet. */
@FunctionalInterface
interface Readiness {
  /** Answers within about a second. */
  boolean isReady();
}
