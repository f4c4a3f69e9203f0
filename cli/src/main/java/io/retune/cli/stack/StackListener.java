package io.retune.cli.stack;

/** Hears what happens to the processes of a stack. Called from any thread. */
public interface StackListener {
  /** A line for people. */
  void said(String line);

  /** The stack cannot go on. */
  void failed(String reason);
}
