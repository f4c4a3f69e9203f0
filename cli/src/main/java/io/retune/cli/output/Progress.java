package io.retune.cli.output;

/** Shows how far a command is, where somebody looks. For one thread at a time. */
public interface Progress {
  /** Shows nothing. */
  Progress NONE = (what, all) -> Task.SILENT;

  /**
   * Begins something that may take long.
   *
   * @param what in one or two words
   * @param all of it, in whatever it is counted in
   */
  Task begin(String what, long all);

  /** Something that may take long. */
  interface Task extends AutoCloseable {
    /** Shows nothing. */
    Task SILENT = done -> {};

    /**
     * @param done so far, of all
     */
    void at(long done);

    @Override
    default void close() {}
  }
}
