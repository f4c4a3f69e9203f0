package io.retune.cli.command;

import io.retune.cli.stack.StackListener;
import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;

/** Prints what a stack says, and keeps the reason of its failure for whoever waits. */
final class ConsoleStackListener implements StackListener {
  private final PrintWriter output;
  private final CompletableFuture<String> failure = new CompletableFuture<>();

  ConsoleStackListener(PrintWriter output) {
    this.output = output;
  }

  @Override
  public void said(String line) {
    output.println(line);
    output.flush();
  }

  @Override
  public void failed(String reason) {
    failure.complete(reason);
  }

  /** Completes when the stack cannot go on. */
  CompletableFuture<String> failure() {
    return failure;
  }
}
