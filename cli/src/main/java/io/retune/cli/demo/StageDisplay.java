package io.retune.cli.demo;

import io.retune.cli.flow.Stage;

/** Shows how far a stage is. */
interface StageDisplay {
  /** A stage begins to be shown. */
  void begin(Stage stage);

  /**
   * @param done so far
   * @param all as far as known
   */
  void show(long done, long all);

  /**
   * The stage has nothing left to do.
   *
   * @param remark on what it did; empty where there is none
   */
  void end(long done, String remark);

  /** A line between the stages. */
  void line(String text);
}
