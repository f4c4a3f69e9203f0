package io.retune.system.guarantee;

/** One thing that Retune promises. */
interface Guarantee {

  /**
   * Checks it, when everything is quiet.
   *
   * @throws AssertionError that says what was broken, and for which key
   */
  void check(History history, TopicContents topics);

  default String name() {
    return getClass().getSimpleName();
  }
}
